/** The language of rewards: what there is to be won, how much of it is left, who claimed it and why that was granted or refused. */
@org.jspecify.annotations.NullMarked
package dev.annals.reward;
