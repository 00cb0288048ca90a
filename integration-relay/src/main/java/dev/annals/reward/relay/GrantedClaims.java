package dev.annals.reward.relay;

import dev.annals.foundation.store.LogEntries;
import dev.annals.foundation.store.LogEntry;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import java.util.Optional;

/** What the log says of claims at this moment. */
final class GrantedClaims {

    private final LogEntries log;

    GrantedClaims(LogEntries log) {
        this.log = log;
    }

    /** The claim, unless it is delivered, failed or reversed by now. */
    Optional<GrantedClaim> toBeTold(String claimId) {
        Optional<GrantedClaim> claim = Optional.empty();
        RewardClaimed granted = null;
        var grantedAt = java.time.Instant.EPOCH;
        for (LogEntry entry : log.ofStream(claimId, Long.MAX_VALUE)) {
            if (entry.event() instanceof RewardClaimed e) {
                granted = e;
                grantedAt = entry.at();
                claim = Optional.of(new GrantedClaim(e, grantedAt, grantedAt));
            } else if (entry.event() instanceof ClaimRetried && granted != null) {
                claim = Optional.of(new GrantedClaim(granted, grantedAt, entry.at()));
            } else if (entry.event() instanceof ClaimDelivered
                    || entry.event() instanceof ClaimFailed
                    || entry.event() instanceof ClaimReversed) {
                claim = Optional.empty();
            }
        }
        return claim;
    }
}
