package dev.annals.campaign.command;

import static org.springframework.http.ResponseEntity.created;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.annals.campaign.CampaignCommand;
import dev.annals.campaign.CampaignCommand.ActivateCampaign;
import dev.annals.campaign.CampaignCommand.AttachReward;
import dev.annals.campaign.CampaignCommand.DetachReward;
import dev.annals.campaign.CampaignCommand.DraftCampaign;
import dev.annals.campaign.CampaignCommand.EditCampaign;
import dev.annals.campaign.CampaignCommand.EndCampaign;
import dev.annals.campaign.CampaignCommand.PauseCampaign;
import dev.annals.campaign.CampaignCommand.ResumeCampaign;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignView;
import dev.annals.campaign.Condition;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.shared.CommandRefused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The canonical routes by which operators make and run campaigns. */
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignCommandController {

    /**
     * A campaign as an operator writes it down.
     *
     * @param startsAt a date, a local time of the zone or an instant
     * @param endsAt the same; a date means through that day
     * @param resetHour the local hour at which a day starts; 0 where it is not said
     * @param visibility PUBLIC where it is not said
     * @param revision with an edit: the one that was edited
     */
    @Schema(example = """
            {"title": "Seven days of December", "description": "Sign in 7 days in a row.", "starts_at": "2026-12-01", \
            "ends_at": "2026-12-14", "zone": "Asia/Seoul", "reset_hour": 5, \
            "condition": {"kind": "consecutive_login_days", "goal": 7}}""")
    record CampaignDraft(
            @Nullable String title,
            @Nullable String description,
            @Schema(example = "2026-12-01") @Nullable String startsAt,
            @Schema(example = "2026-12-14") @Nullable String endsAt,
            @Schema(example = "Asia/Seoul") @Nullable String zone,
            @Nullable Integer resetHour,
            @Nullable Condition condition,
            @Nullable Visibility visibility,
            @Nullable Long revision) {

        CampaignDefinition definition() {
            if (condition == null) throw new CommandRefused(CampaignRefusal.EMPTY_CONDITION);
            return new CampaignDefinition(
                    title == null ? "" : title,
                    description == null ? "" : description,
                    CampaignTimes.window(startsAt, endsAt, zone, resetHour == null ? 0 : resetHour),
                    condition,
                    visibility == null ? Visibility.PUBLIC : visibility);
        }
    }

    private final CommandGateway commands;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

    CampaignCommandController(CommandGateway commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<CampaignView> draft(@RequestBody CampaignDraft body) {
        var id = new CampaignId(ids.generate());
        return created(URI.create("/api/v1/campaigns/" + id)).body(send(new DraftCampaign(id, body.definition())));
    }

    @PutMapping("/{campaign_id}")
    CampaignView edit(@PathVariable("campaign_id") CampaignId id, @RequestBody CampaignDraft body) {
        return send(new EditCampaign(id, body.definition(), body.revision()));
    }

    @PostMapping("/{campaign_id}/activate")
    CampaignView activate(@PathVariable("campaign_id") CampaignId id) {
        return send(new ActivateCampaign(id));
    }

    @PostMapping("/{campaign_id}/pause")
    CampaignView pause(@PathVariable("campaign_id") CampaignId id) {
        return send(new PauseCampaign(id));
    }

    @PostMapping("/{campaign_id}/resume")
    CampaignView resume(@PathVariable("campaign_id") CampaignId id) {
        return send(new ResumeCampaign(id));
    }

    @PostMapping("/{campaign_id}/end")
    CampaignView end(@PathVariable("campaign_id") CampaignId id) {
        return send(new EndCampaign(id));
    }

    @PutMapping("/{campaign_id}/rewards/{reward_id}")
    CampaignView attach(@PathVariable("campaign_id") CampaignId id, @PathVariable("reward_id") RewardId reward) {
        return send(new AttachReward(id, reward));
    }

    @DeleteMapping("/{campaign_id}/rewards/{reward_id}")
    CampaignView detach(@PathVariable("campaign_id") CampaignId id, @PathVariable("reward_id") RewardId reward) {
        return send(new DetachReward(id, reward));
    }

    private CampaignView send(CampaignCommand command) {
        CampaignStanding standing = commands.sendAndWait(command);
        return CampaignView.of(standing, clock.instant());
    }
}
