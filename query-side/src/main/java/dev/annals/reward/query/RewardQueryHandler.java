package dev.annals.reward.query;

import static java.util.stream.Collectors.toMap;

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
import dev.annals.reward.StockMovement;
import dev.annals.reward.StockThen;
import dev.annals.shared.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class RewardQueryHandler {

    private static final String REWARDS = "rewards";
    private static final String CLAIMS = "claims";
    private static final String LEDGER = "stock-ledger";

    private final RewardRows rewards;
    private final MovementRows movements;
    private final ClaimRows claims;
    private final ReadModels readModels;

    RewardQueryHandler(RewardRows rewards, MovementRows movements, ClaimRows claims, ReadModels readModels) {
        this.rewards = rewards;
        this.movements = movements;
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
        Map<UUID, Long> left = limited.isEmpty()
                ? Map.of()
                : movements.left(limited).stream()
                        .collect(toMap(MovementRows.Left::rewardId, MovementRows.Left::available));
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
        Map<StockMovement, Long> totals = movements.totals(rewardId).stream()
                .collect(toMap(MovementRows.Total::movement, MovementRows.Total::quantity));
        var page = Pages.of(
                movements.before(rewardId, before, limit),
                query.limit(),
                LEDGER,
                row -> row.logIndex,
                rows -> rows.stream().map(MovementRow::movement).toList());
        return Optional.of(new StockLedger(
                query.rewardId(),
                totals.getOrDefault(StockMovement.OPENED, 0L),
                totals.getOrDefault(StockMovement.RESTOCKED, 0L),
                -totals.getOrDefault(StockMovement.CLAIMED, 0L),
                totals.getOrDefault(StockMovement.RETURNED, 0L),
                -totals.getOrDefault(StockMovement.RETIRED, 0L),
                totals.values().stream().mapToLong(Long::longValue).sum(),
                page));
    }

    @QueryHandler
    StockThen answer(StockUpTo query) {
        readModels.await(LEDGER, new Position("", query.position()));
        var totals = movements.totalsUpTo(query.rewardId().value(), query.position()).stream()
                .collect(toMap(MovementRows.Total::movement, MovementRows.Total::quantity));
        return new StockThen(
                totals.getOrDefault(StockMovement.OPENED, 0L),
                totals.getOrDefault(StockMovement.RESTOCKED, 0L),
                -totals.getOrDefault(StockMovement.CLAIMED, 0L),
                totals.getOrDefault(StockMovement.RETURNED, 0L),
                -totals.getOrDefault(StockMovement.RETIRED, 0L),
                totals.values().stream().mapToLong(Long::longValue).sum());
    }
}
