package dev.annals.milkyway.command;

import dev.annals.campaign.CampaignCommand;
import dev.annals.campaign.CampaignCommand.ActivateCampaign;
import dev.annals.campaign.CampaignCommand.AttachReward;
import dev.annals.campaign.CampaignCommand.DraftCampaign;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.RewardId;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Milkyway knows no drafts: an event is drafted, gets its rewards and is activated in one transaction. */
@Component
class OneEvent {

    /** Answers with a {@link CampaignStanding}. */
    record MakeEvent(CampaignId campaignId, CampaignDefinition definition, List<RewardId> rewards) {}

    private final CommandGateway commands;
    private final Clock clock;

    OneEvent(CommandGateway commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** One that is over by now stays a draft: nobody could take part. */
    @CommandHandler
    CampaignStanding decide(MakeEvent command) {
        var id = command.campaignId();
        var made = send(new DraftCampaign(id, command.definition()));
        for (var reward : command.rewards()) made = send(new AttachReward(id, reward));
        return clock.instant().isBefore(made.definition().window().end()) ? send(new ActivateCampaign(id)) : made;
    }

    private CampaignStanding send(CampaignCommand command) {
        return commands.sendAndWait(command);
    }
}
