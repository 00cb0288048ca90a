/** Answers questions about invitations. */
@org.jspecify.annotations.NullMarked
package dev.annals.invitation.query;
