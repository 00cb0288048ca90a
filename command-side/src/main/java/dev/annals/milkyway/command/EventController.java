package dev.annals.milkyway.command;

import static dev.annals.shared.SharedRefusal.INVALID_VALUE;
import static org.springframework.http.HttpStatus.CREATED;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.annals.campaign.CampaignCommand.AttachReward;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignView;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.KnownRewards;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.milkyway.MilkywayEvent;
import dev.annals.milkyway.MilkywayEvent.Reward;
import dev.annals.milkyway.command.OneEvent.MakeEvent;
import dev.annals.shared.CommandRefused;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes events and links rewards to them, as Milkyway's operators do. */
@RestController
@RequestMapping("/event")
class EventController {

    /**
     * An event as a client describes it.
     *
     * @param category {@code LOGIN} or {@code FRIEND_INVITE}
     * @param triggerType {@code SINGLE} for days, {@code STREAK} for days in a row
     * @param startDate a date, a local time or an instant
     * @param endDate the same; a date means through that day
     * @param timezone of the setting {@code annals.milkyway.zone} where it is not said
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "MilkywayEventWish")
    record EventWish(
            @NotBlank String title,
            @Nullable String description,
            @Schema(example = "LOGIN") @NotBlank String category,

            @Schema(example = "STREAK") @JsonProperty("triggerType") @Nullable
            String triggerType,

            @NotNull Integer goal,

            @Schema(example = "2026-12-01") @JsonProperty("startDate") @NotBlank
            String startDate,

            @Schema(example = "2026-12-14") @JsonProperty("endDate") @NotBlank
            String endDate,

            @JsonProperty("rewardIds") @Nullable List<String> rewardIds,
            @Schema(example = "Asia/Seoul") @Nullable String timezone) {}

    private final CommandGateway commands;
    private final ObjectProvider<KnownRewards> rewards;
    private final MilkywaySettings settings;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

    EventController(
            CommandGateway commands, ObjectProvider<KnownRewards> rewards, MilkywaySettings settings, Clock clock) {
        this.commands = commands;
        this.rewards = rewards;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(CREATED)
    MilkywayEvent make(@Valid @RequestBody EventWish body) {
        var zone = body.timezone() == null ? settings.zone().getId() : body.timezone();
        var definition = new CampaignDefinition(
                body.title(),
                body.description() == null ? "" : body.description(),
                CampaignTimes.window(body.startDate(), body.endDate(), zone, 0),
                condition(body),
                Visibility.PUBLIC);
        var wished = body.rewardIds() == null
                ? List.<RewardId>of()
                : body.rewardIds().stream().map(Ids::reward).toList();
        return shown(commands.sendAndWait(new MakeEvent(new CampaignId(ids.generate()), definition, wished)));
    }

    /** A second link is refused. */
    @PostMapping("/{eventId}/reward/{rewardId}")
    @ResponseStatus(CREATED)
    MilkywayEvent link(@PathVariable String eventId, @PathVariable String rewardId) {
        return shown(commands.sendAndWait(new AttachReward(Ids.campaign(eventId), Ids.reward(rewardId))));
    }

    private static Condition condition(EventWish body) {
        var trigger = body.triggerType() == null ? "SINGLE" : body.triggerType();
        return switch (body.category() + " " + trigger) {
            case "LOGIN SINGLE" -> new LoginDays(body.goal());
            case "LOGIN STREAK" -> new ConsecutiveLoginDays(body.goal());
            case "FRIEND_INVITE SINGLE" -> new FriendsInvited(body.goal());
            default ->
                throw new CommandRefused(
                        INVALID_VALUE, "category is LOGIN with triggerType SINGLE or STREAK, or FRIEND_INVITE.");
        };
    }

    private MilkywayEvent shown(CampaignStanding standing) {
        var given = standing.rewards().stream()
                .flatMap(id -> rewards.stream().flatMap(known -> known.find(id).stream()))
                .map(Reward::of)
                .toList();
        return MilkywayEvent.of(CampaignView.of(standing, clock.instant()), given);
    }
}
