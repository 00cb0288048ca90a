/** Decides about game accounts: writes down what the game server has done. */
@org.jspecify.annotations.NullMarked
package dev.annals.game.command;
