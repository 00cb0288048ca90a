package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.STOCK_BELOW_CLAIMED;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.campaign.RewardId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How much is left of each limited reward: a few rows each, so that those who claim the same reward at once do not wait for
 * each other. Everything happens in the transaction of the event that tells of it.
 */
@Component
class Stock {

    private static final String FREE_BUCKET = "SELECT bucket FROM reward_stock WHERE reward_id = ? AND available > 0"
            + " ORDER BY mod(bucket + ?, ?) FETCH FIRST 1 ROW ONLY FOR UPDATE SKIP LOCKED";

    private static final String LOCK_IF_FREE = "SELECT bucket FROM reward_stock WHERE reward_id = ? AND available > 0"
            + " AND bucket = ? FOR UPDATE SKIP LOCKED";

    private static final String TAKE =
            "UPDATE reward_stock SET available = available - 1 WHERE reward_id = ? AND available > 0 AND bucket = ";

    /** Passes over what others hold. */
    private static final String TAKE_FREE = TAKE + "(" + FREE_BUCKET + ") RETURNING bucket";

    /** Waits for what others hold; a bucket that they have emptied by then is passed over. */
    private static final String TAKE_ANY = TAKE_FREE.replace(" SKIP LOCKED", "");

    private final JdbcTemplate jdbc;
    private final RewardSettings settings;
    private final boolean oneStatement;

    Stock(DataSource dataSource, RewardSettings settings) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.settings = settings;
        this.oneStatement = Boolean.TRUE.equals(jdbc.execute((java.sql.Connection connection) ->
                connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
    }

    /** Fills the buckets of a new reward; says how much stands in each. */
    List<Long> open(RewardId rewardId, long stock) {
        var shares = shares(stock, (int) Math.clamp(stock, 1, settings.buckets()));
        jdbc.batchUpdate(
                "INSERT INTO reward_stock (reward_id, bucket, available) VALUES (?, ?, ?)",
                IntStream.range(0, shares.size())
                        .mapToObj(bucket -> new Object[] {rewardId.value(), bucket, shares.get(bucket)})
                        .toList());
        return shares;
    }

    /** Takes one piece; says from which bucket, or that nothing is left in any. */
    @Nullable
    Integer take(RewardId rewardId, int buckets) {
        var turn = ThreadLocalRandom.current().nextInt(buckets);
        return oneStatement ? takeInOne(rewardId, buckets, turn) : takeInTwo(rewardId, buckets, turn);
    }

    private @Nullable Integer takeInOne(RewardId rewardId, int buckets, int turn) {
        for (var sql : List.of(TAKE_FREE, TAKE_ANY)) {
            var taken = jdbc.queryForList(sql, Integer.class, rewardId.value(), rewardId.value(), turn, buckets);
            if (!taken.isEmpty()) return taken.getFirst();
        }
        return null;
    }

    /** H2 answers no rows to an UPDATE, and looks for the first row before it skips those that are locked. */
    private @Nullable Integer takeInTwo(RewardId rewardId, int buckets, int turn) {
        for (var step = 0; step < buckets; step++) {
            var bucket = (turn + step) % buckets;
            if (isFree(rewardId, bucket) && taken(rewardId, bucket)) return bucket;
        }
        for (var step = 0; step < buckets; step++) {
            var bucket = (turn + step) % buckets;
            if (taken(rewardId, bucket)) return bucket;
        }
        return null;
    }

    private boolean isFree(RewardId rewardId, int bucket) {
        return !jdbc.queryForList(LOCK_IF_FREE, Integer.class, rewardId.value(), bucket)
                .isEmpty();
    }

    private boolean taken(RewardId rewardId, int bucket) {
        return jdbc.update(TAKE + "?", rewardId.value(), bucket) == 1;
    }

    /** Puts one piece back. */
    void giveBack(RewardId rewardId, int bucket) {
        change(rewardId, bucket, 1);
    }

    /** Puts more in; says by how much each bucket changed. */
    List<Long> add(RewardId rewardId, long quantity) {
        var shares = shares(quantity, locked(rewardId).size());
        for (var bucket = 0; bucket < shares.size(); bucket++) change(rewardId, bucket, shares.get(bucket));
        return shares;
    }

    /** Takes some out of what nobody has claimed, or refuses; says by how much each bucket changed. */
    List<Long> remove(RewardId rewardId, long quantity) {
        var available = locked(rewardId);
        var left = available.stream().mapToLong(Long::longValue).sum();
        refuseUnless(quantity <= left, STOCK_BELOW_CLAIMED);
        var changes = new ArrayList<Long>();
        var wanted = quantity;
        for (var bucket = 0; bucket < available.size(); bucket++) {
            // The others evenly, as far as they have it: so that no bucket runs dry before its time.
            var fair = Math.ceilDiv(wanted, available.size() - bucket);
            var rest = available.stream()
                    .skip(bucket + 1L)
                    .mapToLong(Long::longValue)
                    .sum();
            var taken = Math.clamp(fair, Math.max(0, wanted - rest), available.get(bucket));
            wanted -= taken;
            changes.add(-taken);
            change(rewardId, bucket, -taken);
        }
        return changes;
    }

    /** Takes everything out; says how much that was. */
    long empty(RewardId rewardId) {
        var left = locked(rewardId).stream().mapToLong(Long::longValue).sum();
        jdbc.update("UPDATE reward_stock SET available = 0 WHERE reward_id = ?", rewardId.value());
        return left;
    }

    /** How much is left, at this moment. */
    long left(RewardId rewardId) {
        var left = jdbc.queryForObject(
                "SELECT coalesce(sum(available), 0) FROM reward_stock WHERE reward_id = ?",
                Long.class,
                rewardId.value());
        return left == null ? 0 : left;
    }

    /** All buckets, first to last; nobody else changes them until the transaction ends. */
    private List<Long> locked(RewardId rewardId) {
        return jdbc.queryForList(
                "SELECT available FROM reward_stock WHERE reward_id = ? ORDER BY bucket FOR UPDATE",
                Long.class,
                rewardId.value());
    }

    private void change(RewardId rewardId, int bucket, long by) {
        if (by == 0) return;
        var rows = jdbc.update(
                "UPDATE reward_stock SET available = available + ? WHERE reward_id = ? AND bucket = ?",
                by,
                rewardId.value(),
                bucket);
        if (rows != 1) throw new IllegalStateException("No bucket " + bucket + " of reward " + rewardId);
    }

    private static List<Long> shares(long quantity, int buckets) {
        return IntStream.range(0, buckets)
                .mapToObj(bucket -> quantity / buckets + (bucket < quantity % buckets ? 1 : 0))
                .toList();
    }
}
