/** Decides about rewards, their stock and who claims them. */
@org.jspecify.annotations.NullMarked
package dev.annals.reward.command;
