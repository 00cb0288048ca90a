package dev.annals.verification.query;

import dev.annals.campaign.RewardId;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import java.util.List;

/** How much moved in each stretch of the log. */
final class StockBook implements Book {

    private static final List<String> COLUMNS = List.of("opened", "restocked", "claimed", "returned", "retired");

    private final Expected sums = new Expected("stock_sum", "reward_id", "width", "place");

    @Override
    public void read(Logged logged) {
        switch (logged.event()) {
            case RewardDefined e
            when e.limited() -> move(e.rewardId(), "opened", e.stock().stream().reduce(0L, Long::sum), logged);
            case RewardRestocked e -> move(e.rewardId(), "restocked", e.quantity(), logged);
            case RewardRetired e when e.quantity() != 0 -> move(e.rewardId(), "retired", -e.quantity(), logged);
            case RewardClaimed e when e.bucket() != null -> move(e.rewardId(), "claimed", -1, logged);
            case ClaimReversed e when e.bucket() != null -> move(e.rewardId(), "returned", 1, logged);
            default -> {}
        }
    }

    private void move(RewardId rewardId, String movement, long quantity, Logged logged) {
        sums.concernedBy(logged);
        var stretch = 1L;
        for (var width = 8L; width <= 24; width += 8) {
            stretch *= 256;
            var row = sums.change(rewardId.value(), width, logged.index() / stretch);
            for (var column : COLUMNS) {
                var before = row.get(column) instanceof Long sum ? sum : 0L;
                row.with(column, column.equals(movement) ? before + quantity : before);
            }
        }
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(new ReadModel("stock-sum", sums));
    }

    @Override
    public List<Expected> writeSide() {
        return List.of();
    }
}
