package dev.annals.reward;

/** Why a stock changed. The name is what clients see. */
public enum StockMovement {
    OPENED,
    RESTOCKED,
    CLAIMED,
    RETURNED,
    RETIRED
}
