/** Milkyway's routes that change something. */
@org.jspecify.annotations.NullMarked
package dev.annals.milkyway.command;
