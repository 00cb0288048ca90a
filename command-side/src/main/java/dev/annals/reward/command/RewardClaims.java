package dev.annals.reward.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.SharedRefusal.UNAVAILABLE;

import dev.annals.campaign.CampaignQuery.QualificationOf;
import dev.annals.campaign.Qualification;
import dev.annals.foundation.idempotency.Idempotency;
import dev.annals.foundation.idempotency.RepeatableRequest;
import dev.annals.foundation.store.Positions;
import dev.annals.reward.Claims;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks whether the condition is met, which is read, and then decides, which is written. */
@Component
class RewardClaims implements Claims {

    private final Idempotency idempotency;
    private final ClaimEvents events;
    private final QueryGateway queries;
    private final CommandGateway commands;
    private final Positions positions;
    private final Clock clock;
    private final RewardSettings settings;
    private final Semaphore turns;

    RewardClaims(
            Idempotency idempotency,
            ClaimEvents events,
            QueryGateway queries,
            CommandGateway commands,
            Positions positions,
            Clock clock,
            RewardSettings settings) {
        this.idempotency = idempotency;
        this.events = events;
        this.queries = queries;
        this.commands = commands;
        this.positions = positions;
        this.clock = clock;
        this.settings = settings;
        this.turns = new Semaphore(settings.atOnce(), true);
    }

    @Override
    public Outcome claim(Wish wish) {
        takeATurn();
        try {
            return decide(wish);
        } finally {
            turns.release();
        }
    }

    private void takeATurn() {
        try {
            refuseUnless(turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS), UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefused(UNAVAILABLE);
        }
    }

    private Outcome decide(Wish wish) {
        var request = request(wish);
        if (request != null) {
            var before = idempotency.find(request);
            if (before.isPresent()) return events.answerOf(before.get());
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return commands.sendAndWait(new ClaimReward(
                wish.campaignId(), wish.rewardId(), wish.userId(), at, qualification(wish, at), request));
    }

    /** A late answer can only say «not yet»: then it is asked again of whoever has seen everything until now. */
    private Qualification qualification(Wish wish, Instant at) {
        return switch (ask(wish, at, null)) {
            case Qualification.Met met -> met;
            case Qualification.NotYet notYet -> ask(wish, at, positions.head().index());
        };
    }

    private Qualification ask(Wish wish, Instant at, @Nullable Long position) {
        try {
            return queries.query(
                            new QualificationOf(wish.campaignId(), wish.userId(), at, position), Qualification.class)
                    .join();
        } catch (CompletionException exception) {
            if (exception.getCause() instanceof RuntimeException cause) throw cause;
            throw exception;
        }
    }

    private static @Nullable RepeatableRequest request(Wish wish) {
        var once = wish.onceOnly();
        if (once == null) return null;
        var body = wish.campaignId() + " " + wish.rewardId();
        return new RepeatableRequest(new Actor.User(wish.userId()), once.route(), once.key(), body);
    }
}
