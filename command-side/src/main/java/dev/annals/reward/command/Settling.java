package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.NO_RECEIVER;
import static dev.annals.reward.RewardRefusal.REASON_REQUIRED;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.CLAIMS_SETTLE;

import dev.annals.campaign.RewardId;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The law of handing out and taking back: who may, and what follows at once. */
@Component
class Settling {

    private static final int LONGEST_REASON = 500;

    private final Authority authority;
    private final PersonalData personal;
    private final Stock stock;
    private final Terms terms;
    private final RewardSettings settings;

    Settling(Authority authority, PersonalData personal, Stock stock, Terms terms, RewardSettings settings) {
        this.authority = authority;
        this.personal = personal;
        this.stock = stock;
        this.terms = terms;
        this.settings = settings;
    }

    void require(Actor actor) {
        authority.require(actor, CLAIMS_SETTLE);
    }

    /** The sealed reason; the platform itself may do without one. */
    @Nullable
    Personal reason(UserId userId, Actor actor, @Nullable String text) {
        var reason = text == null ? "" : text.strip();
        if (reason.isEmpty() && actor instanceof Actor.System) return null;
        refuseUnless(!reason.isEmpty() && reason.codePointCount(0, reason.length()) <= LONGEST_REASON, REASON_REQUIRED);
        return personal.seal(userId.value(), Purpose.REASON, reason);
    }

    /** There must be somebody to be told. */
    void requireReceiver() {
        refuseUnless(settings.hasReceiver(), NO_RECEIVER);
    }

    /** One piece returns to the stock, in the transaction of the event that tells of it. */
    void giveBack(RewardId rewardId, int bucket) {
        terms.oneReturned(rewardId);
        stock.giveBack(rewardId, bucket);
    }
}
