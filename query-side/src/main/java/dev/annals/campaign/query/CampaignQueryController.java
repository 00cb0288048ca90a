package dev.annals.campaign.query;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignPhase;
import dev.annals.campaign.CampaignProgress;
import dev.annals.campaign.CampaignQuery.CampaignCatalogue;
import dev.annals.campaign.CampaignQuery.FindCampaign;
import dev.annals.campaign.CampaignQuery.ProgressOf;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignView;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who may read campaigns sees all of them; everybody else those that are announced. */
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignQueryController {

    private final Questions questions;
    private final ReadModels readModels;
    private final Authority authority;
    private final Sight sight;

    CampaignQueryController(Questions questions, ReadModels readModels, Authority authority, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.authority = authority;
        this.sight = sight;
    }

    @GetMapping
    Page<CampaignView> catalogue(
            @RequestParam(required = false) @Nullable CampaignPhase phase,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        await(position);
        return questions.askPage(new CampaignCatalogue(seesAll(caller), phase, limit, cursor), CampaignView.class);
    }

    @GetMapping("/{campaign_id}")
    CampaignView one(@PathVariable("campaign_id") CampaignId id, Caller caller, ReadPosition position) {
        await(position);
        return questions
                .askOptional(new FindCampaign(id, seesAll(caller)), CampaignView.class)
                .orElseThrow(CampaignQueryController::missing);
    }

    @GetMapping("/{campaign_id}/progress")
    CampaignProgress progress(
            @PathVariable("campaign_id") CampaignId id,
            @RequestParam(name = "user_id", required = false) @Nullable Whose whose,
            Caller caller,
            ReadPosition position) {
        var userId = sight.of(whose == null ? Whose.of("me") : whose, caller, Permission.CAMPAIGNS_READ);
        await(position);
        position.await(readModels, CampaignQueryHandler.FACTS);
        return questions
                .askOptional(new ProgressOf(id, userId, seesAll(caller)), CampaignProgress.class)
                .orElseThrow(CampaignQueryController::missing);
    }

    private void await(ReadPosition position) {
        position.await(readModels, "campaign");
        position.await(readModels, "campaign-reward");
    }

    private boolean seesAll(Caller caller) {
        return authority.permits(caller.actor(), Permission.CAMPAIGNS_READ);
    }

    private static CommandRefused missing() {
        return new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND);
    }
}
