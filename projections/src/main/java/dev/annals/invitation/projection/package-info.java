/** Keeps invitations for readers. */
@org.jspecify.annotations.NullMarked
package dev.annals.invitation.projection;
