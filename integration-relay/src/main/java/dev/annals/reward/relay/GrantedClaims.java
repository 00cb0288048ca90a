package dev.annals.reward.relay;

import dev.annals.foundation.store.LogEntries;
import dev.annals.foundation.store.LogEntry;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.Delivery;
import java.time.Instant;
import java.util.Optional;

/** What the log says of claims at this moment. */
final class GrantedClaims {

    private final LogEntries log;

    GrantedClaims(LogEntries log) {
        this.log = log;
    }

    /** The claim, unless it is delivered or failed by now, or is handed out by hand. */
    Optional<GrantedClaim> toBeTold(String claimId) {
        Optional<GrantedClaim> claim = Optional.empty();
        RewardClaimed granted = null;
        var grantedAt = Instant.EPOCH;
        for (LogEntry entry : log.ofStream(claimId, Long.MAX_VALUE)) {
            if (entry.event() instanceof RewardClaimed e && e.delivery() == Delivery.WEBHOOK) {
                granted = e;
                grantedAt = entry.at();
                claim = Optional.of(new GrantedClaim(e, grantedAt, grantedAt, false));
            } else if (entry.event() instanceof ClaimRetried && granted != null) {
                claim = Optional.of(new GrantedClaim(granted, grantedAt, entry.at(), false));
            } else if (entry.event() instanceof ClaimReversed && granted != null) {
                claim = Optional.of(new GrantedClaim(granted, entry.at(), entry.at(), true));
            } else if (entry.event() instanceof ClaimDelivered || entry.event() instanceof ClaimFailed) {
                claim = Optional.empty();
            }
        }
        return claim;
    }
}
