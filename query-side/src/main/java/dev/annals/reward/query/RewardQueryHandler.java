package dev.annals.reward.query;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.foundation.store.Position;
import dev.annals.reward.ClaimRecord;
import dev.annals.reward.RewardQuery.ClaimHistory;
import dev.annals.reward.RewardQuery.FindClaim;
import dev.annals.reward.RewardQuery.FindReward;
import dev.annals.reward.RewardQuery.LedgerOf;
import dev.annals.reward.RewardQuery.ListRewards;
import dev.annals.reward.RewardQuery.StockUpTo;
import dev.annals.reward.RewardView;
import dev.annals.reward.StockLedger;
import dev.annals.reward.StockThen;
import dev.annals.shared.Page;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class RewardQueryHandler {

    private static final String REWARDS = "rewards";
    private static final String CLAIMS = "claims";
    private static final String LEDGER = "stock-ledger";
    private static final String SUMS = "stock-sum";

    private final RewardRows rewards;
    private final MovementRows movements;
    private final StockSums stock;
    private final ClaimRows claims;
    private final ReadModels readModels;

    RewardQueryHandler(
            RewardRows rewards, MovementRows movements, StockSums stock, ClaimRows claims, ReadModels readModels) {
        this.rewards = rewards;
        this.movements = movements;
        this.stock = stock;
        this.claims = claims;
        this.readModels = readModels;
    }

    @QueryHandler
    Optional<RewardView> answer(FindReward query) {
        return rewards.find(query.rewardId().value())
                .map(row -> views(List.of(row)).getFirst());
    }

    @QueryHandler
    Page<RewardView> answer(ListRewards query) {
        var limit = Pages.oneMoreThan(query.limit());
        var before = Cursor.number(REWARDS, query.cursor(), Long.MAX_VALUE);
        return Pages.of(rewards.before(before, limit), query.limit(), REWARDS, row -> row.logIndex, this::views);
    }

    private List<RewardView> views(List<RewardRow> rows) {
        var limited = rows.stream()
                .filter(row -> row.stock != null)
                .map(row -> row.rewardId)
                .toList();
        var left = stock.left(limited);
        return rows.stream().map(row -> row.view(left.get(row.rewardId))).toList();
    }

    @QueryHandler
    Optional<ClaimRecord> answer(FindClaim query) {
        return claims.ofEntry(query.claimId().text()).stream()
                .map(ClaimRow::claim)
                .findAny();
    }

    @QueryHandler
    Page<ClaimRecord> answer(ClaimHistory query) {
        var limit = Pages.oneMoreThan(query.limit()).max();
        var cursor = Cursor.number(CLAIMS, query.cursor(), query.ascending() ? 0 : Long.MAX_VALUE);
        var rows = claims.find(query.filter(), query.ascending(), cursor, limit);
        return Pages.of(rows, query.limit(), CLAIMS, row -> row.logIndex, RewardQueryHandler::records);
    }

    private static List<ClaimRecord> records(List<ClaimRow> rows) {
        return rows.stream().map(ClaimRow::claim).toList();
    }

    @QueryHandler
    Optional<StockLedger> answer(LedgerOf query) {
        var limit = Pages.oneMoreThan(query.limit());
        var before = Cursor.number(LEDGER, query.cursor(), Long.MAX_VALUE);
        var rewardId = query.rewardId().value();
        if (rewards.find(rewardId).filter(row -> row.stock != null).isEmpty()) return Optional.empty();
        var sums = stock.now(rewardId);
        var page = Pages.of(
                movements.before(rewardId, before, limit),
                query.limit(),
                LEDGER,
                row -> row.logIndex,
                rows -> rows.stream().map(MovementRow::movement).toList());
        return Optional.of(new StockLedger(
                query.rewardId(),
                sums.opened(),
                sums.restocked(),
                sums.claimed(),
                sums.returned(),
                sums.retired(),
                sums.available(),
                page));
    }

    @QueryHandler
    StockThen answer(StockUpTo query) {
        readModels.await(LEDGER, new Position("", query.position()));
        readModels.await(SUMS, new Position("", query.position()));
        return stock.before(query.rewardId().value(), query.position() + 1);
    }
}
