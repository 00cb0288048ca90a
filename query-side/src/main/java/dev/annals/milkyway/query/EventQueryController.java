package dev.annals.milkyway.query;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignQuery.CampaignCatalogue;
import dev.annals.campaign.CampaignQuery.FindCampaign;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignView;
import dev.annals.campaign.KnownRewards;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.milkyway.MilkywayEvent;
import dev.annals.milkyway.MilkywayEvent.Reward;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows events as Milkyway does; these clients send no position, and expect to see what they wrote. */
@RestController
@RequestMapping("/event")
class EventQueryController {

    private static final int MOST = 500;

    private final Questions questions;
    private final ReadModels readModels;
    private final Authority authority;
    private final ObjectProvider<KnownRewards> rewards;

    EventQueryController(
            Questions questions, ReadModels readModels, Authority authority, ObjectProvider<KnownRewards> rewards) {
        this.questions = questions;
        this.readModels = readModels;
        this.authority = authority;
        this.rewards = rewards;
    }

    /** The last 500; Milkyway knows no pages. */
    @GetMapping
    List<MilkywayEvent> events(Caller caller) {
        await();
        return questions
                .askPage(new CampaignCatalogue(seesAll(caller), null, MOST, null), CampaignView.class)
                .items()
                .stream()
                .map(this::shown)
                .toList();
    }

    @GetMapping("/{eventId}")
    MilkywayEvent event(@PathVariable String eventId, Caller caller) {
        await();
        return idOf(eventId)
                .flatMap(id -> questions.askOptional(new FindCampaign(id, seesAll(caller)), CampaignView.class))
                .map(this::shown)
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND));
    }

    private MilkywayEvent shown(CampaignView campaign) {
        var given = campaign.rewards().stream()
                .flatMap(id -> rewards.stream().flatMap(known -> known.find(id).stream()))
                .map(Reward::of)
                .toList();
        return MilkywayEvent.of(campaign, given);
    }

    private void await() {
        readModels.awaitHead("campaign");
        readModels.awaitHead("campaign-reward");
    }

    private boolean seesAll(Caller caller) {
        return authority.permits(caller.actor(), Permission.CAMPAIGNS_READ);
    }

    private static Optional<CampaignId> idOf(String text) {
        try {
            return Optional.of(CampaignId.of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
