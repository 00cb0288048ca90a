/** Answers what operators ask about the game server. */
@org.jspecify.annotations.NullMarked
package dev.annals.game.query;
