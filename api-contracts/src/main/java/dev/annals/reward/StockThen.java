package dev.annals.reward;

/**
 * The sums of a limited stock up to a place in the log: {@code opened + restocked - claimed + returned - retired} is what was
 * available.
 *
 * @param restocked what was added, less what was taken out
 */
public record StockThen(long opened, long restocked, long claimed, long returned, long retired, long available) {}
