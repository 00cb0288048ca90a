package dev.annals.reward;

import static dev.annals.reward.RewardRefusal.ALREADY_CLAIMED;
import static dev.annals.reward.RewardRefusal.CAMPAIGN_NOT_OPEN;
import static dev.annals.reward.RewardRefusal.CAMPAIGN_OVER;
import static dev.annals.reward.RewardRefusal.CAMPAIGN_PAUSED;
import static dev.annals.reward.RewardRefusal.NOT_QUALIFIED;
import static dev.annals.reward.RewardRefusal.OUT_OF_STOCK;
import static dev.annals.reward.RewardRefusal.REWARD_NOT_ATTACHED;
import static dev.annals.reward.RewardRefusal.REWARD_RETIRED;
import static dev.annals.reward.RewardRefusal.USER_BLOCKED;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The law of claims: the same function decides a claim and explains it later. */
public final class ClaimRules {

    private ClaimRules() {}

    /**
     * Why a claim is refused; absent when it is granted.
     *
     * @param takeOne takes one piece of the stock, asked last and only when nothing else stands against it
     */
    public static @Nullable RewardRefusal refusalOf(ClaimFacts facts, BooleanSupplier takeOne) {
        if (!facts.active()) return USER_BLOCKED;
        var closed = closed(facts);
        if (closed != null) return closed;
        if (!facts.attached()) return REWARD_NOT_ATTACHED;
        if (facts.retired()) return REWARD_RETIRED;
        if (facts.claimed() >= facts.perUserLimit()) return ALREADY_CLAIMED;
        if (!facts.qualified()) return NOT_QUALIFIED;
        return takeOne.getAsBoolean() ? null : OUT_OF_STOCK;
    }

    private static @Nullable RewardRefusal closed(ClaimFacts facts) {
        return switch (facts.phase()) {
            case DRAFT, SCHEDULED -> CAMPAIGN_NOT_OPEN;
            case OPEN -> null;
            case PAUSED -> CAMPAIGN_PAUSED;
            case CLOSED -> CAMPAIGN_OVER;
        };
    }
}
