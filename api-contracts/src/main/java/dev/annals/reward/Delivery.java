package dev.annals.reward;

/** How what was claimed reaches the player. Stored in events: never renamed. */
public enum Delivery {
    /** Somebody hands it out and says so. */
    MANUAL,
    /** The receiver that the settings name is told, again and again until it says that it has it. */
    WEBHOOK
}
