package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.USER_BLOCKED;

import dev.annals.foundation.idempotency.Idempotency.Answered;
import dev.annals.foundation.store.LogEntries;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimEvidence;
import dev.annals.reward.ClaimId;
import dev.annals.reward.Claims.Grant;
import dev.annals.reward.Claims.Outcome;
import dev.annals.reward.Delivery;
import dev.annals.reward.RewardRefusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Appends what became of claims, and reads it back. A grant is the first event of its claim: of two that want to be the same
 * claim the store takes one.
 */
@Component
class ClaimEvents {

    private final EventStore store;
    private final LogEntries log;
    private final Terms terms;
    private final Traces traces;

    ClaimEvents(EventStore store, LogEntries log, Terms terms, Traces traces) {
        this.store = store;
        this.log = log;
        this.terms = terms;
        this.traces = traces;
    }

    /** How often this user has claimed this: the claims are numbered without a hole, so halving finds the last one. */
    int claimsOf(ClaimReward command, int limit) {
        var least = 0;
        var most = limit;
        while (least < most) {
            var middle = (least + most + 1) / 2;
            if (exists(idOf(command, middle))) least = middle;
            else most = middle - 1;
        }
        return least;
    }

    private boolean exists(ClaimId claimId) {
        return store.lastSequenceNumberFor(claimId.text()).isPresent();
    }

    Outcome grant(
            ClaimReward command, int number, Delivery delivery, @Nullable Integer bucket, ClaimEvidence evidence) {
        var claimId = idOf(command, number);
        var claimed = new RewardClaimed(
                claimId,
                command.campaignId(),
                command.rewardId(),
                command.userId(),
                number,
                terms.items(command.rewardId()),
                delivery,
                bucket,
                evidence);
        var event = new GenericDomainEventMessage<>("claim", claimId.text(), 0, claimed);
        store.publish(event);
        return granted(claimed, event.getTimestamp(), event.getIdentifier());
    }

    /** One event for each code and UTC day; the user's access row is locked, so nobody else counts for him meanwhile. */
    Outcome refuse(ClaimReward command, RewardRefusal refusal, ClaimEvidence evidence) {
        var today = LocalDate.ofInstant(command.at(), ZoneOffset.UTC);
        var former = traces.find(command, refusal);
        if (former != null && former.day().equals(today)) {
            traces.countOneMore(command, refusal);
            return new Outcome.Refused(refusal, former.eventId(), evidence);
        }
        var count = former == null ? 1 : former.refusals() + 1;
        var refused = new ClaimRefused(
                command.campaignId(), command.rewardId(), command.userId(), refusal.name(), today, count, evidence);
        var event = next(
                "claim-attempt:" + command.userId() + ":" + command.campaignId() + ":" + command.rewardId(), refused);
        store.publish(event);
        traces.put(command, refusal, new Traces.Trace(count, today, event.getIdentifier()));
        return new Outcome.Refused(refusal, event.getIdentifier(), evidence);
    }

    private DomainEventMessage<?> next(String stream, ClaimRefused refused) {
        var number = store.lastSequenceNumberFor(stream).orElse(-1L) + 1;
        return new GenericDomainEventMessage<>("claim-attempt", stream, number, refused);
    }

    /** What is to be remembered of an outcome. */
    static Answered answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Granted granted -> new Answered(201, List.of(granted.eventId()));
            case Outcome.Refused refused ->
                new Answered(refused.refusal() == USER_BLOCKED ? 403 : 409, List.of(refused.eventId()));
        };
    }

    /** The outcome as it was answered before. */
    Outcome answerOf(Answered answered) {
        var entry = log.answering(answered.eventIds()).getFirst();
        return switch (entry.event()) {
            case RewardClaimed claimed -> granted(claimed, entry.at(), entry.eventId());
            case ClaimRefused refused ->
                new Outcome.Refused(RewardRefusal.valueOf(refused.code()), entry.eventId(), refused.evidence());
            default -> throw new IllegalStateException("No answer to a claim: " + entry.type());
        };
    }

    private static Outcome granted(RewardClaimed claimed, Instant at, String eventId) {
        return new Outcome.Granted(
                new Grant(
                        claimed.claimId(),
                        claimed.campaignId(),
                        claimed.rewardId(),
                        claimed.userId(),
                        claimed.number(),
                        claimed.items(),
                        claimed.delivery(),
                        at,
                        claimed.evidence()),
                eventId);
    }

    private static ClaimId idOf(ClaimReward command, int number) {
        return new ClaimId(command.campaignId(), command.rewardId(), command.userId(), number);
    }
}
