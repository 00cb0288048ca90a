package dev.annals.campaign;

import java.time.Instant;

/** What was last decided about a campaign by hand. */
public enum CampaignState {
    DRAFT,
    ACTIVE,
    PAUSED,
    ENDED;

    /** What this amounts to at an instant: nobody opens or closes a campaign, its window does. */
    public CampaignPhase phaseAt(Instant instant, CampaignWindow window) {
        return switch (this) {
            case DRAFT -> CampaignPhase.DRAFT;
            case ENDED -> CampaignPhase.CLOSED;
            case ACTIVE, PAUSED -> {
                if (!instant.isBefore(window.end())) yield CampaignPhase.CLOSED;
                if (this == PAUSED) yield CampaignPhase.PAUSED;
                yield instant.isBefore(window.start()) ? CampaignPhase.SCHEDULED : CampaignPhase.OPEN;
            }
        };
    }
}
