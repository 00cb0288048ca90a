package dev.annals.reward.command;

import dev.annals.campaign.RewardId;
import dev.annals.reward.Delivery;
import dev.annals.reward.ItemId;
import dev.annals.reward.RewardItem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a claim must know of each reward, and the items that rewards are made of, written in the transaction of the events.
 * The aggregate is not asked: a thousand claims at once would wait for it.
 */
@Component
class Terms {

    /**
     * On what terms a reward is given.
     *
     * @param version the last event of its stream
     * @param returned how many pieces came back to its stock
     * @param buckets into how many parts its stock is divided; none where it is not limited
     */
    record Of(
            RewardId rewardId,
            String title,
            long version,
            long returned,
            int buckets,
            int perUserLimit,
            Delivery delivery,
            boolean retired) {

        boolean limited() {
            return buckets > 0;
        }
    }

    private final JdbcTemplate jdbc;

    Terms(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void defineItem(RewardItem item) {
        jdbc.update(
                "INSERT INTO reward_item (item_id, item, quantity) VALUES (?, ?, ?)",
                id(item),
                item.item(),
                item.quantity());
    }

    Optional<RewardItem> item(ItemId itemId) {
        return jdbc
                .query(
                        "SELECT item, quantity FROM reward_item WHERE item_id = ?",
                        (row, number) -> new RewardItem(itemId, row.getString(1), row.getLong(2)),
                        itemId.value())
                .stream()
                .findAny();
    }

    void define(
            RewardId rewardId, String title, int buckets, int perUserLimit, Delivery delivery, List<RewardItem> items) {
        jdbc.update(
                "INSERT INTO reward_terms (reward_id, title, version, returned, buckets, per_user_limit, delivery, retired)"
                        + " VALUES (?, ?, 0, 0, ?, ?, ?, false)",
                rewardId.value(),
                title,
                buckets,
                perUserLimit,
                delivery.name());
        put(rewardId, 0, items);
    }

    void addItem(RewardId rewardId, int place, RewardItem item) {
        nextVersion(rewardId);
        put(rewardId, place, List.of(item));
    }

    private void put(RewardId rewardId, int place, List<RewardItem> items) {
        jdbc.batchUpdate(
                "INSERT INTO reward_content (reward_id, place, item_id, item, quantity) VALUES (?, ?, ?, ?, ?)",
                IntStream.range(0, items.size())
                        .mapToObj(at -> row(rewardId, place + at, items.get(at)))
                        .toList());
    }

    private static @Nullable Object[] row(RewardId rewardId, int place, RewardItem item) {
        return new @Nullable Object[] {rewardId.value(), place, id(item), item.item(), item.quantity()};
    }

    private static @Nullable UUID id(RewardItem item) {
        return item.itemId() == null ? null : item.itemId().value();
    }

    void nextVersion(RewardId rewardId) {
        jdbc.update("UPDATE reward_terms SET version = version + 1 WHERE reward_id = ?", rewardId.value());
    }

    void retire(RewardId rewardId) {
        jdbc.update(
                "UPDATE reward_terms SET version = version + 1, retired = true WHERE reward_id = ?", rewardId.value());
    }

    void oneReturned(RewardId rewardId) {
        jdbc.update("UPDATE reward_terms SET returned = returned + 1 WHERE reward_id = ?", rewardId.value());
    }

    Optional<Of> find(RewardId rewardId) {
        return jdbc
                .query(
                        "SELECT title, version, returned, buckets, per_user_limit, delivery, retired FROM reward_terms"
                                + " WHERE reward_id = ?",
                        (row, number) -> new Of(
                                rewardId,
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getInt(4),
                                row.getInt(5),
                                Delivery.valueOf(row.getString(6)),
                                row.getBoolean(7)),
                        rewardId.value())
                .stream()
                .findAny();
    }

    List<RewardItem> items(RewardId rewardId) {
        return jdbc.query(
                "SELECT item_id, item, quantity FROM reward_content WHERE reward_id = ? ORDER BY place",
                (row, number) -> {
                    var itemId = row.getObject(1, UUID.class);
                    return new RewardItem(itemId == null ? null : new ItemId(itemId), row.getString(2), row.getLong(3));
                },
                rewardId.value());
    }
}
