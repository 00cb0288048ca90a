/** What is said of the accounts that users have at the game server. */
@org.jspecify.annotations.NullMarked
package dev.annals.game;
