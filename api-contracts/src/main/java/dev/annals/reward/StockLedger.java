package dev.annals.reward;

import dev.annals.campaign.RewardId;
import dev.annals.shared.Actor;
import dev.annals.shared.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Every piece that came into a limited stock or left it: {@code opened + restocked - claimed + returned - retired} is what
 * is available.
 *
 * @param restocked what was added, less what was taken out
 * @param movements newest first
 */
public record StockLedger(
        RewardId rewardId,
        long opened,
        long restocked,
        long claimed,
        long returned,
        long retired,
        long available,
        Page<Movement> movements) {

    /** @param quantity negative for what left the stock */
    public record Movement(
            StockMovement movement, long quantity, @Nullable ClaimId claimId, Actor by, Instant at, String eventId) {}
}
