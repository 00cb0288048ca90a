/** Talks to the game server (Nakama): opens sessions, and brings accounts over there to what the log says here. */
@org.jspecify.annotations.NullMarked
package dev.annals.game.relay;
