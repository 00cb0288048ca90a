/** Answers questions about sign-ins and sessions. */
@org.jspecify.annotations.NullMarked
package dev.annals.session.query;
