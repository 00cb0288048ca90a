package dev.annals.reward.query;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.reward.ClaimExplanation;
import dev.annals.reward.ClaimId;
import dev.annals.reward.ClaimRecord;
import dev.annals.reward.ClaimStatus;
import dev.annals.reward.Funnel;
import dev.annals.reward.RewardQuery.ClaimHistory;
import dev.annals.reward.RewardQuery.Explain;
import dev.annals.reward.RewardQuery.Filter;
import dev.annals.reward.RewardQuery.FindClaim;
import dev.annals.reward.RewardQuery.FindReward;
import dev.annals.reward.RewardQuery.FunnelOf;
import dev.annals.reward.RewardQuery.LedgerOf;
import dev.annals.reward.RewardQuery.ListRewards;
import dev.annals.reward.RewardView;
import dev.annals.reward.StockLedger;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators, auditors and players read of rewards and claims. */
@RestController
@RequestMapping("/api/v1")
class RewardQueryController {

    private final Questions questions;
    private final ReadModels readModels;
    private final Sight sight;

    RewardQueryController(Questions questions, ReadModels readModels, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.sight = sight;
    }

    @GetMapping("/rewards")
    Page<RewardView> rewards(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        sight.require(caller, Permission.CLAIMS_READ);
        await(position);
        return questions.askPage(new ListRewards(limit, cursor), RewardView.class);
    }

    @GetMapping("/rewards/{id}")
    ResponseEntity<RewardView> reward(@PathVariable RewardId id, Caller caller, ReadPosition position) {
        sight.require(caller, Permission.CLAIMS_READ);
        await(position);
        return found(questions.askOptional(new FindReward(id), RewardView.class));
    }

    /** Every piece that came into the stock or left it, and their sums. */
    @GetMapping("/rewards/{id}/ledger")
    ResponseEntity<StockLedger> ledger(
            @PathVariable RewardId id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        sight.require(caller, Permission.CLAIMS_READ);
        await(position);
        return found(questions.askOptional(new LedgerOf(id, limit, cursor), StockLedger.class));
    }

    private void await(ReadPosition position) {
        position.await(readModels, "reward-catalogue");
        position.await(readModels, "stock-ledger");
        position.await(readModels, "stock-sum");
    }

    /**
     * What was claimed and what was refused.
     *
     * @param order {@code desc}, newest first, or {@code asc}
     */
    @GetMapping("/claims")
    Page<ClaimRecord> claims(
            @RequestParam(name = "campaign_id", required = false) @Nullable CampaignId campaignId,
            @RequestParam(name = "reward_id", required = false) @Nullable RewardId rewardId,
            @RequestParam(name = "user_id", required = false) @Nullable UserId userId,
            @RequestParam(required = false) @Nullable ClaimStatus status,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        sight.require(caller, Permission.CLAIMS_READ);
        if (!order.equals("asc") && !order.equals("desc"))
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "'order' is asc or desc.");
        position.await(readModels, "claim-history");
        var filter = new Filter(campaignId, rewardId, userId, status, code, from, to);
        return questions.askPage(new ClaimHistory(filter, order.equals("asc"), limit, cursor), ClaimRecord.class);
    }

    /** The caller's own, newest first. */
    @GetMapping("/claims/mine")
    Page<ClaimRecord> mine(
            @RequestParam(name = "campaign_id", required = false) @Nullable CampaignId campaignId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        position.await(readModels, "claim-history");
        var filter = new Filter(campaignId, null, caller.userId(), null, null, null, null);
        return questions.askPage(new ClaimHistory(filter, false, limit, cursor), ClaimRecord.class);
    }

    /** To whoever may not see it there is no such claim. */
    @GetMapping("/claims/{id}")
    ResponseEntity<ClaimRecord> findClaim(@PathVariable ClaimId id, Caller caller, ReadPosition position) {
        sight.of(new Whose(id.userId().value()), caller, Permission.CLAIMS_READ);
        position.await(readModels, "claim-history");
        return found(questions.askOptional(new FindClaim(id), ClaimRecord.class));
    }

    /** Why it was granted. */
    @GetMapping("/claims/{id}/explanation")
    ClaimExplanation explainClaim(@PathVariable ClaimId id, Caller caller, ReadPosition position) {
        sight.of(new Whose(id.userId().value()), caller, Permission.CLAIMS_READ);
        position.await(readModels, "claim-history");
        var claim = questions.askOptional(new FindClaim(id), ClaimRecord.class);
        return explain(claim.map(ClaimRecord::eventId).orElse(""), caller, position);
    }

    /** Why it was granted or refused, by the event that says so. */
    @GetMapping("/claims/explanations/{event_id}")
    ClaimExplanation explain(@PathVariable("event_id") String eventId, Caller caller, ReadPosition position) {
        position.await(readModels, "stock-ledger");
        position.await(readModels, "stock-sum");
        position.await(readModels, "player-fact");
        var explanation = questions
                .askOptional(new Explain(eventId), ClaimExplanation.class)
                .orElseThrow(() -> new CommandRefused(SharedRefusal.NOT_FOUND));
        sight.of(new Whose(explanation.userId().value()), caller, Permission.CLAIMS_READ);
        return explanation;
    }

    /** How far how many players of a campaign got, day by day. */
    @GetMapping("/campaigns/{campaign_id}/funnel")
    Funnel funnel(@PathVariable("campaign_id") CampaignId campaignId, Caller caller, ReadPosition position) {
        sight.require(caller, Permission.CLAIMS_READ);
        position.await(readModels, "claim-history");
        position.await(readModels, "player-fact");
        return questions.ask(new FunnelOf(campaignId), Funnel.class);
    }

    private static <T> ResponseEntity<T> found(Optional<T> answer) {
        return ResponseEntity.ok(answer.orElseThrow(() -> new CommandRefused(SharedRefusal.NOT_FOUND)));
    }
}
