/** Tells the receiver of what was claimed. */
@org.jspecify.annotations.NullMarked
package dev.annals.reward.relay;
