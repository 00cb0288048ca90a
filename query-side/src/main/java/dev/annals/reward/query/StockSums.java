package dev.annals.reward.query;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.annals.reward.StockMovement;
import dev.annals.reward.StockThen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What there was of a limited stock at any place of the log. Wide sums lead to where the stretch begins in which that place
 * is, narrow ones nearer to it, and single movements the rest of the way: fewer than 256 rows of each kind, and one more for
 * every 16,777,216 events of the log.
 */
@Component
class StockSums {

    /** What is left of a reward. */
    private record Left(UUID rewardId, long available) {}

    private static final String COLUMNS = "opened, restocked, claimed, returned, retired";
    private static final String SUMS = Stream.of(COLUMNS.split(", "))
            .map(column -> "coalesce(sum(" + column + "), 0)")
            .collect(joining(", "));
    private static final String MOVEMENTS = Stream.of(StockMovement.values())
            .map(movement -> "CASE WHEN movement = '%s' THEN quantity ELSE 0 END AS %s"
                    .formatted(movement, movement.name().toLowerCase(Locale.ROOT)))
            .collect(joining(", "));
    private static final String STRETCH =
            "SELECT " + COLUMNS + " FROM stock_sum WHERE reward_id = :reward AND width = ";
    private static final String BEFORE = "SELECT " + SUMS + " FROM ("
            + STRETCH + "24 AND place < :place24 UNION ALL "
            + STRETCH + "16 AND place >= :from16 AND place < :place16 UNION ALL "
            + STRETCH + "8 AND place >= :from8 AND place < :place8 UNION ALL SELECT " + MOVEMENTS
            + " FROM stock_ledger WHERE reward_id = :reward AND log_index >= :from AND log_index < :before) AS parts";
    private static final String LEFT = "SELECT reward_id, sum(opened + restocked + claimed + returned + retired)"
            + " FROM stock_sum WHERE reward_id IN (:rewards) AND width = 24 GROUP BY reward_id";

    private final JdbcClient jdbc;

    StockSums(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As it is. */
    StockThen now(UUID rewardId) {
        return jdbc.sql("SELECT " + SUMS + " FROM (" + STRETCH + "24) AS parts")
                .param("reward", rewardId)
                .query((row, number) -> stock(row))
                .single();
    }

    /** Before the event at this index; what is not there yet is not in it. */
    StockThen before(UUID rewardId, long index) {
        return jdbc.sql(BEFORE)
                .param("reward", rewardId)
                .param("place24", index >> 24)
                .param("from16", index >> 24 << 8)
                .param("place16", index >> 16)
                .param("from8", index >> 16 << 8)
                .param("place8", index >> 8)
                .param("from", index >> 8 << 8)
                .param("before", index)
                .query((row, number) -> stock(row))
                .single();
    }

    /** What is left of each. */
    Map<UUID, Long> left(Collection<UUID> rewardIds) {
        if (rewardIds.isEmpty()) return Map.of();
        return jdbc
                .sql(LEFT)
                .param("rewards", rewardIds)
                .query((row, number) -> new Left(row.getObject(1, UUID.class), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Left::rewardId, Left::available));
    }

    private static StockThen stock(ResultSet row) throws SQLException {
        var opened = row.getLong(1);
        var restocked = row.getLong(2);
        var claimed = -row.getLong(3);
        var returned = row.getLong(4);
        var retired = -row.getLong(5);
        return new StockThen(
                opened, restocked, claimed, returned, retired, opened + restocked - claimed + returned - retired);
    }
}
