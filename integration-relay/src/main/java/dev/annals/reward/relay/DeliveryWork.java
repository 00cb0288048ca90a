package dev.annals.reward.relay;

import dev.annals.foundation.store.ProcessName;
import dev.annals.reward.ClaimId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

    /** Takes a claim upon this process; false where another one was faster. */
    boolean take(String claimId) {
        return jdbc.sql("UPDATE claim_delivery SET owner = :self, lease_until = " + in(lease)
                                + " WHERE claim_id = :claim AND " + FREE)
                        .param("self", self)
                        .param("claim", claimId)
                        .update()
                == 1;
    }

    /** False where this process was thought dead. */
    boolean isStillMine(String claimId) {
        return update("lease_until = " + in(lease), claimId) == 1;
    }

    int attempts(String claimId) {
        return jdbc.sql("SELECT attempts FROM claim_delivery WHERE claim_id = :claim")
                .param("claim", claimId)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** It did not get through. */
    void again(String claimId, String failure, Duration pause) {
        jdbc.sql(
                        "UPDATE claim_delivery SET attempts = attempts + 1, failure = :failure, owner = NULL, lease_until = NULL,"
                                + " due_at = " + in(pause) + MINE)
                .param("failure", failure)
                .param("claim", claimId)
                .param("self", self)
                .update();
    }

    /** Nothing is to be told of it any more; the log has said so, or will have in a moment. */
    void rest(String claimId) {
        update("due_at = NULL, owner = NULL, lease_until = NULL", claimId);
    }

    /** It is with its receiver. */
    void forget(String claimId) {
        jdbc.sql("DELETE FROM claim_delivery" + MINE)
                .param("claim", claimId)
                .param("self", self)
                .update();
    }

    /** Nothing was tried. */
    void release(String claimId) {
        update("owner = NULL, lease_until = NULL", claimId);
    }

    /** What a process of this name, which has ended, had taken. */
    void releaseAll() {
        jdbc.sql("UPDATE claim_delivery SET owner = NULL, lease_until = NULL WHERE owner = :self")
                .param("self", self)
                .update();
    }

    private int update(String what, String claimId) {
        return jdbc.sql("UPDATE claim_delivery SET " + what + MINE)
                .param("claim", claimId)
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
