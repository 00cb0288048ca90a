package dev.annals.session.command;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.foundation.security.Authority;
import dev.annals.session.SessionCommand.StartSession;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SessionRefusal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens sessions. The user's access row is locked before anything else, always in this order: whoever blocks the user
 * either sees the session and ends it, or is seen here.
 */
@Component
class SessionOpener {

    private static final int LONGEST_DEVICE = 300;

    private final Repository<Session> sessions;
    private final AccessState access;
    private final Authority authority;
    private final SessionSecrets secrets;
    private final PersonalData personal;
    private final SessionSettings settings;
    private final Clock clock;

    SessionOpener(
            Repository<Session> sessions,
            AccessState access,
            Authority authority,
            SessionSecrets secrets,
            PersonalData personal,
            SessionSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.access = access;
        this.authority = authority;
        this.secrets = secrets;
        this.personal = personal;
        this.settings = settings;
        this.clock = clock;
    }

    @CommandHandler
    SessionAnswer decide(StartSession command) {
        var userId = command.userId();
        var row = access.lock(userId);
        if (row == null || row.status() != Status.ACTIVE)
            return new SessionAnswer.Refused(SessionRefusal.SIGN_IN_FAILED);
        if (row.epoch() != command.seenEpoch()) return new SessionAnswer.Changed();
        return open(
                new SessionStarted(
                        command.sessionId(),
                        userId,
                        command.method(),
                        command.profile(),
                        personal.sealNullable(userId.value(), Purpose.DEVICE, shortened(command.device())),
                        settings.rotating().contains(command.profile()),
                        clock.instant().plus(settings.maxAge()).truncatedTo(ChronoUnit.SECONDS),
                        null),
                row);
    }

    /** Opens the session that goes on where another one has grown too long. Nobody signs in, and its end stays. */
    SessionAnswer.Open goOn(SessionStarted former, SessionId next, AccessState.Row row) {
        return open(
                new SessionStarted(
                        next,
                        former.userId(),
                        former.method(),
                        former.profile(),
                        former.device(),
                        former.rotating(),
                        former.expiresAt(),
                        former.sessionId()),
                row);
    }

    /** What the tokens of a session say of its user, as of this transaction. */
    SessionAnswer.Access accessOf(SessionStarted session, AccessState.Row row) {
        return new SessionAnswer.Access(row.epoch(), row.passwordChangeRequired(), authority.rolesOf(session.userId()));
    }

    private SessionAnswer.Open open(SessionStarted started, AccessState.Row row) {
        try {
            sessions.newInstance(() -> new Session(started));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A session could not be opened", e);
        }
        access.openSession(started.sessionId(), started.userId());
        var secret = secrets.open(started.sessionId(), started.userId(), started.expiresAt());
        return new SessionAnswer.Open(
                started.sessionId(),
                started.userId(),
                started.profile(),
                started.rotating(),
                1,
                started.expiresAt(),
                accessOf(started, row),
                secret);
    }

    private static @Nullable String shortened(@Nullable String device) {
        if (device == null || device.isBlank()) return null;
        return device.length() <= LONGEST_DEVICE ? device : device.substring(0, LONGEST_DEVICE);
    }
}
