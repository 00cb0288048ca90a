/** What is said about invitations: codes, who invited whom, and when that counts. */
@org.jspecify.annotations.NullMarked
package dev.annals.invitation;
