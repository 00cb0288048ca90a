package dev.annals.milkyway.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignQuery.FindCampaign;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignView;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.milkyway.MilkywayEvent;
import dev.annals.reward.ClaimRecord;
import dev.annals.reward.ClaimStatus;
import dev.annals.reward.RewardQuery.ClaimHistory;
import dev.annals.reward.RewardQuery.Filter;
import dev.annals.reward.RewardQuery.FindReward;
import dev.annals.reward.RewardRefusal;
import dev.annals.reward.RewardView;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows rewards and claims as Milkyway does, refusals included. */
@RestController
@RequestMapping("/event")
class EventRewardQueryController {

    private static final int PAGE = 500;
    private static final String FAILURE = "FAILURE";

    @Schema(name = "MilkywayRewardItemFound")
    record Item(String item, long quantity) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "MilkywayRewardFound")
    record Reward(
            RewardId id,
            String title,
            String description,
            @Nullable Long stock,
            List<Item> items) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "MilkywayClaimRow")
    record Row(
            @JsonProperty("eventId") CampaignId eventId,
            @JsonProperty("rewardId") RewardId rewardId,
            @JsonProperty("userId") UserId userId,
            @JsonProperty("finalClaimStatus") String finalClaimStatus,
            @Nullable String code,
            @JsonProperty("createdAt") Instant createdAt) {

        static Row of(ClaimRecord claim) {
            var status = claim.status() == ClaimStatus.REFUSED ? FAILURE : "SUCCESS";
            return new Row(claim.campaignId(), claim.rewardId(), claim.userId(), status, claim.code(), claim.at());
        }
    }

    private final Questions questions;
    private final ReadModels readModels;
    private final Authority authority;

    EventRewardQueryController(Questions questions, ReadModels readModels, Authority authority) {
        this.questions = questions;
        this.readModels = readModels;
        this.authority = authority;
    }

    @GetMapping("/reward/{rewardId}")
    Reward reward(@PathVariable String rewardId, Caller caller) {
        authority.require(caller.actor(), Permission.REWARDS_DEFINE);
        readModels.awaitHead("reward-catalogue");
        return questions
                .askOptional(new FindReward(rewardOf(rewardId)), RewardView.class)
                .map(found -> new Reward(
                        found.rewardId(),
                        found.title(),
                        found.description(),
                        found.stock(),
                        found.items().stream()
                                .map(item -> new Item(item.item(), item.quantity()))
                                .toList()))
                .orElseThrow(() -> new CommandRefused(RewardRefusal.REWARD_NOT_FOUND));
    }

    /**
     * What fits, newest first, refusals included. Milkyway's lists have no envelope: where there is more, the header
     * {@code Annals-Next-Cursor} says where it starts.
     */
    @GetMapping("/reward/claim-history")
    ResponseEntity<List<Row>> history(
            @RequestParam(name = "eventType", required = false) @Nullable String eventType,
            @RequestParam(name = "eventId", required = false) @Nullable String eventId,
            @RequestParam(name = "userId", required = false) @Nullable UserId userId,
            @RequestParam(name = "finalClaimStatus", required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        authority.require(caller.actor(), Permission.CLAIMS_READ);
        var campaign = eventId == null ? null : campaignOf(eventId);
        var refused = FAILURE.equals(status) ? ClaimStatus.REFUSED : null;
        var kinds = new HashMap<CampaignId, String>();
        return rows(
                new Filter(campaign, null, userId, refused, null, null, null),
                row -> (status == null || row.finalClaimStatus().equals(status))
                        && (eventType == null
                                || kinds.computeIfAbsent(row.eventId(), this::category)
                                        .equals(eventType)),
                cursor);
    }

    @GetMapping("/{eventId}/reward/claim-history")
    ResponseEntity<List<Row>> own(
            @PathVariable String eventId, @RequestParam(required = false) @Nullable String cursor, Caller caller) {
        return rows(
                new Filter(campaignOf(eventId), null, caller.userId(), null, null, null, null), row -> true, cursor);
    }

    /** Page after page until enough fit or there is no more: a filter that the store does not know thins them out. */
    private ResponseEntity<List<Row>> rows(Filter filter, Predicate<Row> fits, @Nullable String from) {
        readModels.awaitHead("claim-history");
        var rows = new ArrayList<Row>();
        var cursor = from;
        do {
            var page = questions.askPage(new ClaimHistory(filter, false, PAGE, cursor), ClaimRecord.class);
            page.items().stream().map(Row::of).filter(fits).forEach(rows::add);
            cursor = page.nextCursor();
        } while (cursor != null && rows.size() < PAGE);
        var answer = ResponseEntity.ok();
        if (cursor != null) answer.header("Annals-Next-Cursor", cursor);
        return answer.body(rows);
    }

    private String category(CampaignId campaignId) {
        return questions
                .askOptional(new FindCampaign(campaignId, true), CampaignView.class)
                .map(campaign -> MilkywayEvent.of(campaign, List.of()).category())
                .orElse("");
    }

    private static CampaignId campaignOf(String text) {
        try {
            return CampaignId.of(text);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND);
        }
    }

    private static RewardId rewardOf(String text) {
        try {
            return RewardId.of(text);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(RewardRefusal.REWARD_NOT_FOUND);
        }
    }
}
