package dev.annals.session.command;

import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.Authority;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndAllSessions;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
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

    /** What follows from a block, a deletion or a new password is not asked for again. The lock keeps out new sign-ins. */
    @CommandHandler
    void decide(EndAllSessions command, Actor actor) {
        if (command.cause() == EndCause.SIGNED_OUT_EVERYWHERE || command.cause() == EndCause.ENDED_BY_OPERATOR)
            authority.requireSelfOr(actor, command.userId(), Permission.SESSIONS_END);
        access.lock(command.userId());
        for (var sessionId : access.openSessions(command.userId()))
            if (!sessionId.equals(command.except()))
                sessions.load(sessionId.toString()).execute(session -> session.end(command.cause(), access, secrets));
    }
}
