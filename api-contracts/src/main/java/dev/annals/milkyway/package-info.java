/** The words of Milkyway's clients for campaigns and rewards. */
@org.jspecify.annotations.NullMarked
package dev.annals.milkyway;
