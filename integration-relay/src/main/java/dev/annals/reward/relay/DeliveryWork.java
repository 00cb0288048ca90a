package dev.annals.reward.relay;

import dev.annals.foundation.store.ProcessName;
import dev.annals.reward.ClaimId;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which claims are to be told, and which could not be. One process at a time works on a claim; one that was thought dead
 * decides nothing any more.
 */
final class DeliveryWork {

    /**
     * How much is to be done.
     *
     * @param failing those of them that were tried and did not get through
     * @param failed those that are tried no more, until somebody wishes it
     */
    record Backlog(long pending, long failing, long failed, long oldestSeconds) {}

    /**
     * What this process works on.
     *
     * @param reversed whether it is the reversal that is told
     */
    record Taken(String claimId, boolean reversed, int attempts) {}

    private static final String FREE =
            "due_at <= CURRENT_TIMESTAMP AND (lease_until IS NULL OR lease_until < CURRENT_TIMESTAMP)";
    private static final String MINE = " WHERE claim_id = :claim AND owner = :self";

    private final JdbcClient jdbc;
    private final String self;
    private final Duration lease;

    /** @param lease longer than an exchange and what follows from it */
    DeliveryWork(JdbcClient jdbc, ProcessName self, Duration lease) {
        this.jdbc = jdbc;
        this.self = self.value();
        this.lease = lease;
    }

    /** Also where it was noted before: then nothing changes. */
    void granted(ClaimId claimId, Instant at) {
        jdbc.sql(
                        "INSERT INTO claim_delivery (claim_id, since, due_at, attempts) VALUES (:claim, :at, CURRENT_TIMESTAMP,"
                                + " 0) ON CONFLICT DO NOTHING")
                .param("claim", claimId.text())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whoever tells of the grant at this moment may end that; then the reversal is told. */
    void reversed(ClaimId claimId, Instant at) {
        var isThere = jdbc.sql("UPDATE claim_delivery SET reversed = TRUE, since = :at, due_at = CURRENT_TIMESTAMP,"
                                + " attempts = 0, failure = NULL WHERE claim_id = :claim")
                        .param("claim", claimId.text())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (isThere) return;
        jdbc.sql("INSERT INTO claim_delivery (claim_id, since, due_at, attempts, reversed) VALUES (:claim, :at,"
                        + " CURRENT_TIMESTAMP, 0, TRUE) ON CONFLICT DO NOTHING")
                .param("claim", claimId.text())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void retried(ClaimId claimId, Instant at) {
        settled(claimId);
        granted(claimId, at);
    }

    /** It stays, so that it is seen. */
    void failed(ClaimId claimId) {
        jdbc.sql("UPDATE claim_delivery SET due_at = NULL, owner = NULL, lease_until = NULL WHERE claim_id = :claim")
                .param("claim", claimId.text())
                .update();
    }

    void settled(ClaimId claimId) {
        jdbc.sql("DELETE FROM claim_delivery WHERE claim_id = :claim")
                .param("claim", claimId.text())
                .update();
    }

    List<String> due(int most) {
        return jdbc.sql("SELECT claim_id FROM claim_delivery WHERE " + FREE + " ORDER BY due_at LIMIT :most")
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** Takes a claim upon this process; absent where another one was faster. */
    Optional<Taken> take(String claimId) {
        var isTaken = jdbc.sql("UPDATE claim_delivery SET owner = :self, lease_until = " + in(lease)
                                + " WHERE claim_id = :claim AND " + FREE)
                        .param("self", self)
                        .param("claim", claimId)
                        .update()
                == 1;
        if (!isTaken) return Optional.empty();
        return jdbc.sql("SELECT reversed, attempts FROM claim_delivery" + MINE)
                .param("claim", claimId)
                .param("self", self)
                .query((row, number) -> new Taken(claimId, row.getBoolean(1), row.getInt(2)))
                .optional();
    }

    /** False where this process was thought dead. */
    boolean isStillMine(Taken taken) {
        return jdbc.sql("UPDATE claim_delivery SET lease_until = " + in(lease) + MINE)
                        .param("claim", taken.claimId())
                        .param("self", self)
                        .update()
                == 1;
    }

    /** It did not get through. */
    void again(Taken taken, String failure, Duration pause) {
        end(
                taken,
                "UPDATE claim_delivery SET attempts = attempts + 1, failure = :failure, owner = NULL, lease_until = NULL,"
                        + " due_at = " + in(pause),
                failure);
    }

    /** Why it will be told no more. */
    void note(Taken taken, String failure) {
        jdbc.sql("UPDATE claim_delivery SET failure = :failure" + MINE + " AND reversed = :reversed")
                .param("failure", failure)
                .param("claim", taken.claimId())
                .param("self", self)
                .param("reversed", taken.reversed())
                .update();
    }

    /** Nothing is told of it any more: the log has said so, or will have in a moment, or the receiver will not have it. */
    void rest(Taken taken, @Nullable String failure) {
        end(
                taken,
                "UPDATE claim_delivery SET due_at = NULL, failure = coalesce(:failure, failure), owner = NULL,"
                        + " lease_until = NULL",
                failure);
    }

    /** It is with its receiver. */
    void forget(Taken taken) {
        end(taken, "DELETE FROM claim_delivery", null);
    }

    /** What became a reversal while its grant was told is to be told anew, whatever became of the grant. */
    private void end(Taken taken, String how, @Nullable String failure) {
        var statement = jdbc.sql(how + MINE + " AND reversed = :reversed")
                .param("claim", taken.claimId())
                .param("self", self)
                .param("reversed", taken.reversed());
        if (how.contains(":failure")) statement.param("failure", failure, Types.VARCHAR);
        if (statement.update() == 0) release(taken);
    }

    /** Nothing was tried. */
    void release(Taken taken) {
        jdbc.sql("UPDATE claim_delivery SET owner = NULL, lease_until = NULL" + MINE)
                .param("claim", taken.claimId())
                .param("self", self)
                .update();
    }

    /** What a process of this name, which has ended, had taken. */
    void releaseAll() {
        jdbc.sql("UPDATE claim_delivery SET owner = NULL, lease_until = NULL WHERE owner = :self")
                .param("self", self)
                .update();
    }

    Backlog backlog() {
        return jdbc.sql("SELECT count(due_at), coalesce(sum(CASE WHEN due_at IS NOT NULL AND attempts > 0 THEN 1 ELSE 0"
                        + " END), 0), count(*) - count(due_at), coalesce(extract(epoch FROM CURRENT_TIMESTAMP -"
                        + " min(CASE WHEN due_at IS NOT NULL THEN since END)), 0) FROM claim_delivery")
                .query((row, number) -> new Backlog(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    private static String in(Duration duration) {
        return "CURRENT_TIMESTAMP + " + duration.toMillis() + " * INTERVAL '0.001' SECOND";
    }
}
