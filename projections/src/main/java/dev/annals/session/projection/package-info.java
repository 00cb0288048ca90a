/** Keeps sign-ins and open sessions for readers. */
@org.jspecify.annotations.NullMarked
package dev.annals.session.projection;
