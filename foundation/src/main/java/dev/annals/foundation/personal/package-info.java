/** Personal values and the keys that seal them. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.personal;
