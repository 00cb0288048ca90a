package dev.annals.campaign;

/** How a campaign stands at an instant; computed from what was decided and from the clock whenever it is asked for. */
public enum CampaignPhase {
    DRAFT,
    /** Activated, its window has not opened yet. */
    SCHEDULED,
    OPEN,
    PAUSED,
    /** Its window is over, or it was ended. */
    CLOSED
}
