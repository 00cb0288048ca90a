/** Answers questions about roles, now and then. */
@org.jspecify.annotations.NullMarked
package dev.annals.role.query;
