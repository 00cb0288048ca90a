package dev.annals.reward.relay;

import dev.annals.foundation.store.LogEntries;
import dev.annals.foundation.store.LogEntry;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversalRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.Delivery;
import java.util.Optional;

/** What the log says of claims at this moment. */
final class GrantedClaims {

    private final LogEntries log;

    GrantedClaims(LogEntries log) {
        this.log = log;
    }

    /** The claim, unless it is delivered or failed by now, or is handed out by hand. */
    Optional<GrantedClaim> toBeTold(String claimId) {
        GrantedClaim granted = null;
        GrantedClaim toBeTold = null;
        for (LogEntry entry : log.ofStream(claimId, Long.MAX_VALUE)) {
            if (!(entry.event() instanceof ClaimEvent event)) continue;
            var at = entry.at();
            if (event instanceof RewardClaimed claimed && claimed.delivery() == Delivery.WEBHOOK)
                granted = new GrantedClaim(claimed, at, at, false);
            if (granted == null) return Optional.empty();
            toBeTold = switch (event) {
                case RewardClaimed claimed -> granted;
                case ClaimRetried retried -> granted.again(at);
                case ClaimReversed reversed -> granted.reversed(at);
                case ClaimReversalRetried retried -> toBeTold == null ? null : toBeTold.again(at);
                case ClaimDelivered delivered -> null;
                case ClaimFailed failed -> null;
                case ClaimRefused refused -> null;
            };
        }
        return Optional.ofNullable(toBeTold);
    }
}
