package dev.annals.reward.query;

import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.reward.ClaimDeliveryEntry;
import dev.annals.reward.ClaimDeliveryEntry.Message;
import dev.annals.reward.ClaimDeliveryEntry.State;
import dev.annals.reward.ClaimId;
import dev.annals.shared.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table that the relay works by: no read model could say it of itself. */
@Component
class ClaimDeliveryTable {

    private static final String LIST = "claim-deliveries";
    private static final String FIRST = Instant.EPOCH + " ";

    private final JdbcClient jdbc;

    ClaimDeliveryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What waits longest first. */
    Page<ClaimDeliveryEntry> page(@Nullable State state, int limit, @Nullable String cursor) {
        var rows = Pages.oneMoreThan(limit).max();
        var after = Cursor.text(LIST, cursor, FIRST).split(" ", 2);
        var found = jdbc.sql("SELECT claim_id, reversed, since, attempts, due_at, failure,"
                        + " coalesce(lease_until > CURRENT_TIMESTAMP, FALSE) FROM claim_delivery"
                        + " WHERE (since, claim_id) > (:since, :claim)" + only(state)
                        + " ORDER BY since, claim_id LIMIT :rows")
                .param("since", Instant.parse(after[0]).atOffset(ZoneOffset.UTC))
                .param("claim", after[1])
                .param("rows", rows)
                .query(ClaimDeliveryTable::entry)
                .list();
        return Pages.of(found, limit, LIST, entry -> entry.since() + " " + entry.claimId(), entries -> entries);
    }

    private static String only(@Nullable State state) {
        if (state == null) return "";
        return switch (state) {
            case PENDING -> " AND due_at IS NOT NULL";
            case FAILED -> " AND due_at IS NULL";
        };
    }

    private static ClaimDeliveryEntry entry(ResultSet row, int number) throws SQLException {
        var claimId = ClaimId.of(row.getString(1));
        var due = row.getObject(5, OffsetDateTime.class);
        return new ClaimDeliveryEntry(
                claimId,
                claimId.userId(),
                row.getBoolean(2) ? Message.REVERSED : Message.GRANTED,
                due == null ? State.FAILED : State.PENDING,
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getInt(4),
                row.getBoolean(7),
                due == null ? null : due.toInstant(),
                row.getString(6));
    }
}
