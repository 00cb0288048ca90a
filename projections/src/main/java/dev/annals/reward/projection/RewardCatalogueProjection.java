package dev.annals.reward.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.reward.RewardEvent;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardItemAdded;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps one row per reward. */
@Component
@ProcessingGroup("reward-catalogue")
class RewardCatalogueProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("reward_catalogue_rows", "reward_id")
            .with("title", "description", "items", "stock", "per_user_limit", "delivery", "retired")
            .with("defined_at", "log_index");

    private final ReadRows rows;

    RewardCatalogueProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return ((RewardEvent) event.getPayload()).rewardId();
    }

    @EventHandler
    void project(RewardEvent event, EventMessage<?> message) {
        var row = Row.of("reward_id", event.rewardId().value());
        switch (event) {
            case RewardDefined e -> define(row, e, Origin.of(message));
            case RewardItemAdded e -> rows.change(row.with("items", ItemTexts.of(e.items())));
            case RewardRestocked e -> rows.change(row.with("stock", e.total()));
            case RewardRetired e -> retire(row, e);
        }
    }

    private void define(Row row, RewardDefined e, Origin origin) {
        rows.put(row.with("title", e.title())
                .with("description", e.description())
                .with("items", ItemTexts.of(e.items()))
                .with("stock", e.limited() ? sum(e) : null)
                .with("per_user_limit", e.perUserLimit())
                .with("delivery", e.delivery())
                .with("retired", false)
                .with("defined_at", origin.at())
                .with("log_index", origin.index()));
    }

    /** What was not limited says 0 and has no stock to change. */
    private void retire(Row row, RewardRetired e) {
        rows.change(row.with("retired", true));
        if (e.quantity() != 0)
            rows.change(Row.of("reward_id", e.rewardId().value()).with("stock", e.total()));
    }

    private static long sum(RewardDefined e) {
        return e.stock().stream().mapToLong(Long::longValue).sum();
    }
}
