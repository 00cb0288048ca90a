package dev.annals.campaign.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.annals.campaign.CampaignProgress;
import dev.annals.campaign.CampaignQuery.CampaignCatalogue;
import dev.annals.campaign.CampaignQuery.FactsUpTo;
import dev.annals.campaign.CampaignQuery.FindCampaign;
import dev.annals.campaign.CampaignQuery.ProgressOf;
import dev.annals.campaign.CampaignQuery.QualificationOf;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.CampaignView;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Campaigns;
import dev.annals.campaign.Evaluation;
import dev.annals.campaign.Facts;
import dev.annals.campaign.Outlook;
import dev.annals.campaign.Qualification;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.foundation.store.Position;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class CampaignQueryHandler {

    static final String FACTS = "player-fact";
    private static final String CATALOGUE = "campaigns";

    private final CampaignRows campaigns;
    private final CampaignRewardRows rewards;
    private final PlayerFactRows facts;
    private final Campaigns decided;
    private final ReadModels readModels;
    private final Clock clock = Clock.systemUTC();

    CampaignQueryHandler(
            CampaignRows campaigns,
            CampaignRewardRows rewards,
            PlayerFactRows facts,
            Campaigns decided,
            ReadModels readModels) {
        this.campaigns = campaigns;
        this.rewards = rewards;
        this.facts = facts;
        this.decided = decided;
        this.readModels = readModels;
    }

    /** The definition is the write side's, so that a claim is never judged by an older one than it is granted by. */
    @QueryHandler
    Qualification answer(QualificationOf query) {
        var campaign = decided.standingOf(query.campaignId())
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND))
                .definition();
        // Only the index is looked at; whose store it is was checked where the position came in.
        if (query.position() != null) readModels.await(FACTS, new Position("", query.position()));
        var known = factsOf(query.userId(), campaign.window());
        return Qualification.of(Evaluation.of(campaign.condition(), campaign.window(), known, query.at()));
    }

    @QueryHandler
    Facts answer(FactsUpTo query) {
        readModels.await(FACTS, new Position("", query.position()));
        var window = query.window();
        return Told.facts(facts.of(query.userId().value(), window.start(), window.end()).stream()
                .filter(row -> row.logIndex <= query.position())
                .map(PlayerFactRow::told)
                .toList());
    }

    @QueryHandler
    Optional<CampaignView> answer(FindCampaign query) {
        return find(query.campaignId().value(), query.drafts()).map(found -> CampaignView.of(found, clock.instant()));
    }

    @QueryHandler
    Page<CampaignView> answer(CampaignCatalogue query) {
        var now = clock.instant();
        var rows = campaigns.before(
                Cursor.number(CATALOGUE, query.cursor(), Long.MAX_VALUE),
                query.everything(),
                query.phase() == null ? "" : query.phase().name(),
                now,
                Pages.oneMoreThan(query.limit()));
        return Pages.of(rows, query.limit(), CATALOGUE, row -> row.logIndex, shown -> {
            var attached = rewardsOf(shown.stream().map(row -> row.campaignId).toList());
            return shown.stream()
                    .map(row -> row.standing(attached.getOrDefault(row.campaignId, List.of())))
                    .map(standing -> CampaignView.of(standing, now))
                    .toList();
        });
    }

    @QueryHandler
    Optional<CampaignProgress> answer(ProgressOf query) {
        return find(query.campaignId().value(), query.drafts())
                .map(found -> Outlook.of(
                        found,
                        query.userId(),
                        factsOf(query.userId(), found.definition().window()),
                        clock.instant()));
    }

    private Optional<CampaignStanding> find(UUID campaignId, boolean drafts) {
        return campaigns
                .findByCampaignId(campaignId)
                .filter(row -> drafts || row.state != CampaignState.DRAFT)
                .map(row -> row.standing(rewardsOf(List.of(campaignId)).getOrDefault(campaignId, List.of())));
    }

    private Map<UUID, List<RewardId>> rewardsOf(List<UUID> campaignIds) {
        if (campaignIds.isEmpty()) return Map.of();
        return rewards.findByCampaignIdIn(campaignIds).stream()
                .collect(groupingBy(row -> row.campaignId, mapping(row -> new RewardId(row.rewardId), toList())));
    }

    private Facts factsOf(UserId userId, CampaignWindow window) {
        return Told.facts(facts.of(userId.value(), window.start(), window.end()).stream()
                .map(PlayerFactRow::told)
                .toList());
    }
}
