/** What subscribers are told of users. */
@org.jspecify.annotations.NullMarked
package dev.annals.user.relay;
