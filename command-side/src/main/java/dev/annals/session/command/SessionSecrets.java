package dev.annals.session.command;

import dev.annals.foundation.personal.Secrets;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps, wrapped, from what the refresh tokens of each open session are derived. */
@Component
class SessionSecrets {

    /**
     * A session's secret.
     *
     * @param continuedAs the session it goes on in; then this one has ended
     * @param lastNumber its last refresh token, where it goes on in another
     */
    record SessionSecret(
            SessionId sessionId,
            UserId userId,
            byte[] secret,
            @Nullable SessionId continuedAs,
            int lastNumber) {}

    private static final String USE = "session_secret";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Secrets secrets;

    SessionSecrets(JdbcClient jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** Makes and stores the secret of a new session. */
    byte[] open(SessionId sessionId, UserId userId, Instant expiresAt) {
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        jdbc.sql("INSERT INTO session_secret (session_id, user_id, secret, expires_at) VALUES (?, ?, ?, ?)")
                .params(sessionId.value(), userId.value(), secrets.wrap(USE, secret), Timestamp.from(expiresAt))
                .update();
        return secret;
    }

    /** The secret of a session that is open or goes on in another one. */
    @Nullable
    SessionSecret find(SessionId sessionId) {
        return jdbc.sql("SELECT user_id, secret, continued_as, last_number FROM session_secret WHERE session_id = ?")
                .param(sessionId.value())
                .query((row, number) -> {
                    var continuedAs = row.getObject(3, UUID.class);
                    return new SessionSecret(
                            sessionId,
                            new UserId(row.getObject(1, UUID.class)),
                            secrets.unwrap(USE, row.getBytes(2)),
                            continuedAs == null ? null : new SessionId(continuedAs),
                            row.getInt(4));
                })
                .optional()
                .orElse(null);
    }

    /** The session has ended: none of its refresh tokens can be told from an invented one any more. */
    void forget(SessionId sessionId) {
        jdbc.sql("DELETE FROM session_secret WHERE session_id = ?")
                .param(sessionId.value())
                .update();
    }

    /** The same for every session a user ever had. */
    void forgetAll(UserId userId) {
        jdbc.sql("DELETE FROM session_secret WHERE session_id IN"
                        + " (SELECT session_id FROM session_access WHERE user_id = ?)")
                .param(userId.value())
                .update();
    }

    /** The session goes on in another one: its last token is the other's number 0. */
    void continueAs(SessionId sessionId, int lastNumber, SessionId other) {
        jdbc.sql("UPDATE session_secret SET continued_as = ?, last_number = ? WHERE session_id = ?")
                .params(other.value(), lastNumber, sessionId.value())
                .update();
    }

    /** Sessions whose time is over and that nobody has ended. */
    List<SessionId> expired(Instant now, int atMost) {
        return jdbc
                .sql("SELECT session_id FROM session_secret WHERE expires_at <= ? AND continued_as IS NULL"
                        + " ORDER BY expires_at LIMIT ?")
                .params(Timestamp.from(now), atMost)
                .query(UUID.class)
                .list()
                .stream()
                .map(SessionId::new)
                .toList();
    }

    /** Forgets the sessions that went on in others, once no token of theirs can matter. */
    void forgetContinued(Instant now) {
        jdbc.sql("DELETE FROM session_secret WHERE expires_at <= ? AND continued_as IS NOT NULL")
                .param(Timestamp.from(now))
                .update();
    }
}
