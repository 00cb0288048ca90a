/** Answers questions about users. */
@org.jspecify.annotations.NullMarked
package dev.annals.user.query;
