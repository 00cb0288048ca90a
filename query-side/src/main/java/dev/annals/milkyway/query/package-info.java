/** Milkyway's routes that only look. */
@org.jspecify.annotations.NullMarked
package dev.annals.milkyway.query;
