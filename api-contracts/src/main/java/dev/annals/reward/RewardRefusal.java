package dev.annals.reward;

import dev.annals.shared.Refusal;

/**
 * Why a wish about rewards is refused. Those that {@link #leavesTrace} are the answers to a claim that could be read: they
 * are remembered, and can be explained for ever. The others are thrown and leave nothing.
 */
public enum RewardRefusal implements Refusal {
    CAMPAIGN_NOT_OPEN(Kind.CONFLICT, "The campaign has not begun.", true),
    CAMPAIGN_OVER(Kind.CONFLICT, "The campaign is over.", true),
    CAMPAIGN_PAUSED(Kind.CONFLICT, "The campaign is paused; nothing can be claimed until it goes on.", true),
    USER_BLOCKED(Kind.FORBIDDEN, "This account may not claim anything.", true),
    REWARD_NOT_ATTACHED(Kind.CONFLICT, "The campaign does not give this reward.", true),
    REWARD_RETIRED(Kind.CONFLICT, "This reward is not given any more.", true),
    ALREADY_CLAIMED(Kind.CONFLICT, "You have claimed this reward as often as one may.", true),
    NOT_QUALIFIED(Kind.CONFLICT, "The condition is not met yet.", true),
    OUT_OF_STOCK(Kind.CONFLICT, "Nothing is left of this reward.", true),

    REWARD_NOT_FOUND(Kind.NOT_FOUND, "There is no such reward."),
    FOREIGN_CLAIM(Kind.FORBIDDEN, "Only the player himself can claim."),
    CLOCK_WENT_BACK(Kind.UNAVAILABLE, "The clock is behind what has already happened; nothing was changed. Try again."),

    CLAIM_NOT_FOUND(Kind.NOT_FOUND, "There is no such claim that you may see."),
    CLAIM_REVERSED(Kind.CONFLICT, "This claim was taken back, and that is final."),
    CLAIM_DELIVERED(Kind.CONFLICT, "The player has it already."),
    DELIVERED_BY_HAND(Kind.CONFLICT, "This claim is handed out by somebody: there is no receiver to be told again."),
    REASON_REQUIRED(Kind.INVALID, "Say why: a reason of 1 to 500 characters."),

    INVALID_REWARD(
            Kind.INVALID,
            "A reward has a title of 1 to 200 characters, at most 50 items, and may be claimed 1 to 1000 times by one user."),
    INVALID_ITEM(Kind.INVALID, "An item has a name of 1 to 100 characters and a quantity from 1 to 1,000,000,000."),
    INVALID_STOCK(Kind.INVALID, "A stock is a number from 0 to 1,000,000,000,000, and a change of it is not 0."),
    NO_RECEIVER(Kind.INVALID, "No receiver of claims is set up: rewards are delivered by hand."),
    ITEM_NOT_FOUND(Kind.NOT_FOUND, "There is no such item."),
    ITEM_ALREADY_ADDED(Kind.CONFLICT, "The item belongs to this reward already."),
    STOCK_UNLIMITED(Kind.CONFLICT, "There is no stock of this reward to change: it is not limited."),
    STOCK_BELOW_CLAIMED(Kind.CONFLICT, "That much is not left: some of it is claimed already.");

    private final Kind kind;
    private final String sentence;
    private final boolean leavesTrace;

    RewardRefusal(Kind kind, String sentence) {
        this(kind, sentence, false);
    }

    RewardRefusal(Kind kind, String sentence, boolean leavesTrace) {
        this.kind = kind;
        this.sentence = sentence;
        this.leavesTrace = leavesTrace;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    /** Whether it is stored as an event, and answered instead of thrown. */
    public boolean leavesTrace() {
        return leavesTrace;
    }
}
