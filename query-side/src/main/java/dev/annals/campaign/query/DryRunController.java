package dev.annals.campaign.query;

import static org.springframework.http.HttpStatus.ACCEPTED;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Campaigns;
import dev.annals.campaign.DryRun;
import dev.annals.campaign.KnownRewards;
import dev.annals.campaign.KnownRewards.KnownReward;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tries a campaign, draft or not, on the past. Nothing is granted and nothing is told. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign_id}/dry-runs")
class DryRunController {

    /** @param startsAt of the campaign where it is not said, and the same for the end */
    @Schema(example = "{\"starts_at\": \"2026-11-01\", \"ends_at\": \"2026-11-14\"}")
    record DryRunWish(@Nullable String startsAt, @Nullable String endsAt) {}

    private final DryRuns runs;
    private final DryRunTable table;
    private final Campaigns campaigns;
    private final ObjectProvider<KnownRewards> rewards;
    private final ReadModels readModels;
    private final Sight sight;
    private final Clock clock = Clock.systemUTC();

    DryRunController(
            DryRuns runs,
            DryRunTable table,
            Campaigns campaigns,
            ObjectProvider<KnownRewards> rewards,
            ReadModels readModels,
            Sight sight) {
        this.runs = runs;
        this.table = table;
        this.campaigns = campaigns;
        this.rewards = rewards;
        this.readModels = readModels;
        this.sight = sight;
    }

    /** What was acknowledged before is in it. */
    @PostMapping
    @ResponseStatus(ACCEPTED)
    DryRun request(
            @PathVariable("campaign_id") CampaignId id,
            @RequestBody(required = false) @Nullable DryRunWish wish,
            Caller caller) {
        sight.require(caller, Permission.CAMPAIGNS_DEFINE);
        var campaign = campaign(id);
        var window = window(wish, campaign.definition().window());
        readModels.awaitHead(CampaignQueryHandler.FACTS);
        return found(campaign, runs.request(id, campaign.definition(), window));
    }

    @GetMapping("/{dry_run_id}")
    DryRun look(@PathVariable("campaign_id") CampaignId id, @PathVariable("dry_run_id") UUID run, Caller caller) {
        sight.require(caller, Permission.CAMPAIGNS_READ);
        return found(campaign(id), run);
    }

    /** It stops at the next page of users, in whichever process it runs. */
    @DeleteMapping("/{dry_run_id}")
    DryRun cancel(@PathVariable("campaign_id") CampaignId id, @PathVariable("dry_run_id") UUID run, Caller caller) {
        sight.require(caller, Permission.CAMPAIGNS_DEFINE);
        var campaign = campaign(id);
        table.cancel(id, run);
        return found(campaign, run);
    }

    private CampaignStanding campaign(CampaignId id) {
        return campaigns.standingOf(id).orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND));
    }

    private static CampaignWindow window(@Nullable DryRunWish wish, CampaignWindow own) {
        if (wish == null) return own;
        var start = wish.startsAt() == null ? own.start().toString() : wish.startsAt();
        var end = wish.endsAt() == null ? own.end().toString() : wish.endsAt();
        var window = CampaignTimes.window(start, end, own.zone().getId(), own.resetHour());
        CommandRefused.refuseUnless(window.start().isBefore(window.end()), CampaignRefusal.END_BEFORE_START);
        CommandRefused.refuseUnless(window.lengthInDays() <= 1_000, CampaignRefusal.TIME_OUT_OF_RANGE);
        return window;
    }

    private DryRun found(CampaignStanding campaign, UUID run) {
        var found = table.find(campaign.campaignId(), run, clock.instant())
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.DRY_RUN_NOT_FOUND));
        return found.costing(costs(campaign, found.qualified()));
    }

    /** Each attached reward once for each who would have qualified. */
    private List<DryRun.Cost> costs(CampaignStanding campaign, long grants) {
        return campaign.rewards().stream()
                .flatMap(id -> rewards.stream().flatMap(known -> known.find(id).stream()))
                .map(reward -> cost(reward, grants))
                .toList();
    }

    private static DryRun.Cost cost(KnownReward reward, long grants) {
        var items = new TreeMap<String, Long>();
        reward.items().forEach((item, quantity) -> items.put(item, Math.multiplyExact(quantity, grants)));
        return new DryRun.Cost(reward.rewardId(), reward.title(), grants, items, reward.available());
    }
}
