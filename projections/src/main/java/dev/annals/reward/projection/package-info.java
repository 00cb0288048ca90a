/** Remembers rewards, their stock and their claims for readers. */
@org.jspecify.annotations.NullMarked
package dev.annals.reward.projection;
