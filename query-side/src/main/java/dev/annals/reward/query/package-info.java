/** Answers questions about rewards, their stock and their claims. */
@org.jspecify.annotations.NullMarked
package dev.annals.reward.query;
