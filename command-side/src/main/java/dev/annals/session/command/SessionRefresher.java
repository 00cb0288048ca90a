package dev.annals.session.command;

import static dev.annals.session.SessionRefusal.REFRESH_TOKEN_INVALID;
import static dev.annals.session.SessionRefusal.REFRESH_TOKEN_REUSED;
import static dev.annals.shared.CommandRefused.refuseUnless;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.RefreshSession;
import dev.annals.session.SessionRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SessionId;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Gives out refresh tokens. The access row is locked first and the session afterwards, as everywhere. */
@Component
class SessionRefresher {

    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();
    private final Repository<Session> sessions;
    private final SessionOpener opener;
    private final AccessState access;
    private final SessionSecrets secrets;
    private final SessionSettings settings;
    private final Clock clock;

    SessionRefresher(
            Repository<Session> sessions,
            SessionOpener opener,
            AccessState access,
            SessionSecrets secrets,
            SessionSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.opener = opener;
        this.access = access;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Re-use and expiry leave a trace and are answered; everything else that is wrong is thrown. */
    @CommandHandler
    SessionAnswer decide(RefreshSession command) {
        var row = access.lock(command.userId());
        if (row == null || row.status() != Status.ACTIVE) throw new CommandRefused(REFRESH_TOKEN_INVALID);
        return present(load(command.sessionId()), command, row);
    }

    private SessionAnswer present(Aggregate<Session> session, RefreshSession command, AccessState.Row row) {
        refuseUnless(session.invoke(Session::start).userId().equals(command.userId()), REFRESH_TOKEN_INVALID);
        if (session.invoke(Session::hasEnded)) return presentToNext(command, row);
        return switch (session.invoke(it -> it.present(command.presented(), clock.instant(), settings))) {
            case GIVEN -> open(session, row);
            case CONTINUES -> goOn(session, row);
            case REUSED -> ended(session, EndCause.REFRESH_TOKEN_REUSED, REFRESH_TOKEN_REUSED);
            case EXPIRED -> ended(session, EndCause.EXPIRED, REFRESH_TOKEN_INVALID);
        };
    }

    /** Where it goes on in another session, its last token is the other's number 0 and older ones are below. */
    private SessionAnswer presentToNext(RefreshSession command, AccessState.Row row) {
        var secret = secrets.find(command.sessionId());
        var next = secret == null ? null : secret.continuedAs();
        if (secret == null || next == null) throw new CommandRefused(REFRESH_TOKEN_INVALID);
        var number = command.presented() - secret.lastNumber();
        return present(load(next), new RefreshSession(next, command.userId(), number), row);
    }

    private Aggregate<Session> load(SessionId sessionId) {
        try {
            return sessions.load(sessionId.toString());
        } catch (AggregateNotFoundException e) {
            throw new CommandRefused(REFRESH_TOKEN_INVALID);
        }
    }

    private SessionAnswer open(Aggregate<Session> session, AccessState.Row row) {
        var start = session.invoke(Session::start);
        return new SessionAnswer.Open(
                start.sessionId(),
                start.userId(),
                start.profile(),
                start.rotating(),
                session.invoke(Session::number),
                start.expiresAt(),
                opener.accessOf(start, row),
                null);
    }

    private SessionAnswer goOn(Aggregate<Session> session, AccessState.Row row) {
        var start = session.invoke(Session::start);
        var next = new SessionId(ids.generate());
        session.execute(it -> it.end(EndCause.CONTINUED, access, secrets));
        secrets.continueAs(start.sessionId(), session.invoke(Session::number), next);
        return opener.goOn(start, next, row);
    }

    private SessionAnswer ended(Aggregate<Session> session, EndCause cause, SessionRefusal refusal) {
        session.execute(it -> it.end(cause, access, secrets));
        return new SessionAnswer.Refused(refusal);
    }
}
