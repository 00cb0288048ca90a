package dev.annals.session.command;

import static dev.annals.session.SessionRefusal.REFRESH_TOKEN_INVALID;
import static dev.annals.session.SessionRefusal.SESSION_NOT_FOUND;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.Authority;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndSession;
import dev.annals.session.SessionEvent;
import dev.annals.session.SessionEvent.RefreshTokenReused;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionRefreshed;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SessionEvent.SignInFailed;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import dev.annals.shared.SessionId;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** One sign-in and the refresh tokens that follow from it, until it ends. */
@Aggregate(cache = "aggregateCache")
final class Session {

    /** What a presented refresh token brings about. */
    enum Presented {
        /** The current number is given out: a new one, or the same once more within the grace. */
        GIVEN,
        /** It was used before: somebody has a copy, and the session has ended. */
        REUSED,
        EXPIRED,
        /** The stream is long enough: the session goes on in another one. */
        CONTINUES
    }

    @AggregateIdentifier
    private SessionId id;

    private SessionStarted start;
    private int number;
    private Instant givenAt;
    private boolean ended;

    Session(SessionStarted started) {
        this();
        apply(started);
    }

    /** One's own session, or another's for who may end it. */
    @CommandHandler
    void decide(EndSession command, Actor actor, Authority authority, AccessState access, SessionSecrets secrets) {
        var cause = command.cause();
        if (cause == EndCause.SIGNED_OUT && !actor.is(start.userId())) {
            refuseUnless(authority.permits(actor, Permission.SESSIONS_END), SESSION_NOT_FOUND);
            cause = EndCause.ENDED_BY_OPERATOR;
        }
        end(cause, access, secrets);
    }

    /** Decides on a refresh token whose proof is right. */
    Presented present(int presented, Instant now, SessionSettings settings) {
        refuseUnless(!ended && presented <= number, REFRESH_TOKEN_INVALID);
        if (!now.isBefore(start.expiresAt())) return Presented.EXPIRED;
        if (!start.rotating()) return presented == number ? Presented.GIVEN : reused(presented);
        if (presented == number) return next(settings.maxRefreshes());
        return presented == number - 1 && withinGrace(now, settings.grace()) ? Presented.GIVEN : reused(presented);
    }

    /** Ends it, in the access state too; an ended one stays as it is. */
    void end(EndCause cause, AccessState access, SessionSecrets secrets) {
        if (ended) return;
        apply(new SessionEnded(id, start.userId(), cause));
        access.endSession(id);
        if (cause != EndCause.CONTINUED) secrets.forget(id);
    }

    SessionStarted start() {
        return start;
    }

    boolean hasEnded() {
        return ended;
    }

    int number() {
        return number;
    }

    @EventSourcingHandler
    void evolve(SessionEvent event, @Timestamp Instant at) {
        switch (event) {
            case SessionStarted started -> {
                id = started.sessionId();
                start = started;
                number = 1;
                givenAt = at;
            }
            case SessionRefreshed refreshed -> {
                number = refreshed.number();
                givenAt = at;
            }
            case RefreshTokenReused reused -> {}
            case SessionEnded over -> ended = true;
            case SignInFailed failed -> throw new IllegalStateException("Not of this stream: " + failed);
        }
    }

    private Presented next(int maxRefreshes) {
        if (number > maxRefreshes) return Presented.CONTINUES;
        apply(new SessionRefreshed(id, start.userId(), number + 1));
        return Presented.GIVEN;
    }

    private Presented reused(int presented) {
        apply(new RefreshTokenReused(id, start.userId(), presented, number));
        return Presented.REUSED;
    }

    /** The current token is unused as long as it is the current one. A fresh session has no predecessor to forgive. */
    private boolean withinGrace(Instant now, Duration grace) {
        return (number > 1 || start.continues() != null) && !now.isAfter(givenAt.plus(grace));
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Session() {}
}
