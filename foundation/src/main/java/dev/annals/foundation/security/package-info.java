/** Who calls, what he may, and whether his session still counts. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.security;
