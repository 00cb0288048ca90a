package dev.annals.foundation.outbound;

import dev.annals.foundation.store.LogToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the other side will never take, as it says. */
final class RefusedTable {

    private static final int LONGEST_CAUSE = 200;

    private final JdbcTemplate jdbc;
    private final MissingTable missing;

    RefusedTable(JdbcTemplate jdbc, MissingTable missing) {
        this.jdbc = jdbc;
        this.missing = missing;
    }

    void add(OutboundMessage message, String cause) {
        jdbc.update(
                "insert into relay_refused (log_index, about, cause, refused_at)"
                        + " values (?, ?, ?, current_timestamp) on conflict do nothing",
                message.position(),
                message.about(),
                cause.substring(0, Math.min(LONGEST_CAUSE, cause.length())));
        missing.found(List.of(message.position()));
    }

    /** Whatever was refused is tried once more. */
    void retry(@Nullable TrackingToken token) {
        var positions = new ArrayList<Long>();
        jdbc.query("select log_index, about from relay_refused", row -> {
            var position = row.getLong(1);
            if (!LogToken.hasSeen(token, position)) return;
            missing.add(position, row.getObject(2, UUID.class), Duration.ZERO);
            positions.add(position);
        });
        Sql.each(jdbc, "delete from relay_refused where log_index = ?", positions);
    }

    /** Positions from that one on. */
    List<Long> from(long position) {
        return jdbc.queryForList("select log_index from relay_refused where log_index >= ?", Long.class, position);
    }

    long count() {
        return Sql.count(jdbc, "relay_refused");
    }
}
