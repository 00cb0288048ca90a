package dev.annals.foundation.idempotency;

import static dev.annals.foundation.idempotency.IdempotencyRefusal.DUPLICATE_IN_FLIGHT;
import static dev.annals.foundation.idempotency.IdempotencyRefusal.IDEMPOTENCY_KEY_REUSED;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.personal.Secrets;
import dev.annals.shared.CommandRefused;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Remembers for ever, in the transaction of a command, which events answered a repeatable request. Of two that come at
 * once the second waits for the first, for a while.
 */
@Component
public class Idempotency {

    private static final String KEY = "idempotency_key";
    private static final String BODY = "idempotency_body";

    private static final int H2_LOCK_TIMEOUT = 50200;

    private static final String INSERT = "INSERT INTO idempotency_key (actor, route, key_hash, body_hash)";

    /** How long it waits stands in the same statement, and holds for the locks of the rest of the transaction. */
    private static final String OPEN_IN_POSTGRES = "WITH patience AS (SELECT set_config('lock_timeout', '5s', true)) "
            + INSERT + " SELECT ?, ?, ?, ? FROM patience ON CONFLICT DO NOTHING";

    private static final String OPEN_IN_H2 = INSERT + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    /** How a request was answered. */
    public record Answered(int status, List<String> eventIds) {}

    private record Kept(String bodyHash, @Nullable Answered answered) {}

    private final JdbcTemplate jdbc;
    private final Secrets secrets;
    private final String open;

    Idempotency(DataSource dataSource, Secrets secrets) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.secrets = secrets;
        this.open = isPostgres(jdbc) ? OPEN_IN_POSTGRES : OPEN_IN_H2;
    }

    private static boolean isPostgres(JdbcTemplate jdbc) {
        return Boolean.TRUE.equals(jdbc.execute((java.sql.Connection connection) ->
                connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
    }

    /** How it was answered before, if it was; asked outside of any transaction it saves the work of a new one. */
    public Optional<Answered> find(RepeatableRequest request) {
        return Optional.ofNullable(kept(request)).map(Kept::answered);
    }

    /**
     * Begins with the request in the transaction of its command, or says how it was answered before. Refuses a key that
     * meant something else, and one whose first request does not come to an end.
     */
    public Optional<Answered> begin(RepeatableRequest request) {
        if (opened(request)) return Optional.empty();
        var kept = kept(request);
        // The first one has failed and is gone, or has not said how it was answered.
        if (kept == null || kept.answered() == null) throw new CommandRefused(DUPLICATE_IN_FLIGHT);
        return Optional.of(kept.answered());
    }

    /** The events that answer it. */
    public void answered(RepeatableRequest request, Answered answered) {
        jdbc.update(
                "UPDATE idempotency_key SET status = ?, event_ids = ? WHERE actor = ? AND route = ? AND key_hash = ?",
                answered.status(),
                String.join(",", answered.eventIds()),
                request.actor().text(),
                request.route(),
                hash(request));
    }

    private boolean opened(RepeatableRequest request) {
        try {
            return jdbc.update(open, request.actor().text(), request.route(), hash(request), bodyHash(request)) == 1;
        } catch (DuplicateKeyException another) {
            // H2 waits for the other's row and then says so.
            return false;
        } catch (DataAccessException failure) {
            if (isLockTimeout(failure)) throw new CommandRefused(DUPLICATE_IN_FLIGHT);
            throw failure;
        }
    }

    private static boolean isLockTimeout(DataAccessException failure) {
        return failure.getCause() instanceof SQLException sql
                && ("55P03".equals(sql.getSQLState()) || sql.getErrorCode() == H2_LOCK_TIMEOUT);
    }

    private @Nullable Kept kept(RepeatableRequest request) {
        var kept = jdbc.query(
                "SELECT body_hash, status, event_ids FROM idempotency_key"
                        + " WHERE actor = ? AND route = ? AND key_hash = ?",
                (row, number) -> {
                    var status = row.getInt(2);
                    var events = row.getString(3);
                    return new Kept(
                            row.getString(1), events == null ? null : new Answered(status, List.of(events.split(","))));
                },
                request.actor().text(),
                request.route(),
                hash(request));
        if (kept.isEmpty()) return null;
        refuseUnless(kept.getFirst().bodyHash().equals(bodyHash(request)), IDEMPOTENCY_KEY_REUSED);
        return kept.getFirst();
    }

    private String hash(RepeatableRequest request) {
        return secrets.lookupHash(KEY, request.key());
    }

    private String bodyHash(RepeatableRequest request) {
        return secrets.lookupHash(BODY, request.body());
    }
}
