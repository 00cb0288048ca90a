package dev.annals.session.command;

import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.Authority;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndAllSessions;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends all sessions of a user in one transaction. */
@Component
class SessionEnder {

    private final Repository<Session> sessions;
    private final AccessState access;
    private final Authority authority;
    private final SessionSecrets secrets;

    SessionEnder(Repository<Session> sessions, AccessState access, Authority authority, SessionSecrets secrets) {
        this.sessions = sessions;
        this.access = access;
        this.authority = authority;
        this.secrets = secrets;
    }

    @CommandHandler
    void decide(EndAllSessions command, Actor actor) {
        authority.requireSelfOr(actor, command.userId(), Permission.SESSIONS_END);
        endAll(command.userId(), command.except(), command.cause());
    }

    /** For policies, in the transaction of what they react to. The lock keeps out who is just signing in. */
    void endAll(UserId userId, @Nullable SessionId except, EndCause cause) {
        access.lock(userId);
        for (var sessionId : access.openSessions(userId))
            if (!sessionId.equals(except))
                sessions.load(sessionId.toString()).execute(session -> session.end(cause, access, secrets));
    }
}
