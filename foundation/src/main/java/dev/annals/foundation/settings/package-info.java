/** Settings as operators give them: the environment variables of five services, secrets in files, what is refused. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.settings;
