/** Keeps what readers know about users. */
@org.jspecify.annotations.NullMarked
package dev.annals.user.projection;
