/** Decides about invitations. */
@org.jspecify.annotations.NullMarked
package dev.annals.invitation.command;
