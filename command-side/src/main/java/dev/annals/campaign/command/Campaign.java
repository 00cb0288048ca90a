package dev.annals.campaign.command;

import static dev.annals.campaign.CampaignRefusal.CAMPAIGN_NOT_ACTIVE;
import static dev.annals.campaign.CampaignRefusal.CAMPAIGN_NOT_A_DRAFT;
import static dev.annals.campaign.CampaignRefusal.CAMPAIGN_NOT_PAUSED;
import static dev.annals.campaign.CampaignState.ACTIVE;
import static dev.annals.campaign.CampaignState.DRAFT;
import static dev.annals.campaign.CampaignState.ENDED;
import static dev.annals.campaign.CampaignState.PAUSED;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.CAMPAIGNS_DEFINE;
import static dev.annals.shared.Permission.CAMPAIGNS_OPERATE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.campaign.CampaignCommand.ActivateCampaign;
import dev.annals.campaign.CampaignCommand.AttachReward;
import dev.annals.campaign.CampaignCommand.DetachReward;
import dev.annals.campaign.CampaignCommand.DraftCampaign;
import dev.annals.campaign.CampaignCommand.EditCampaign;
import dev.annals.campaign.CampaignCommand.EndCampaign;
import dev.annals.campaign.CampaignCommand.PauseCampaign;
import dev.annals.campaign.CampaignCommand.ResumeCampaign;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.RewardId;
import dev.annals.shared.Actor;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * What operators decided about a campaign. That it opens and closes is decided by its window and the clock, so nothing
 * here knows of it. Asking for what is so already is no error: the second caller gets what he wanted. It is not cached,
 * so that such an answer is never stale.
 */
@Aggregate(type = "campaign")
final class Campaign {

    @AggregateIdentifier
    private CampaignId id;

    private @Nullable CampaignDefinition definition;
    private CampaignState state = DRAFT;
    private final SortedSet<RewardId> rewards = new TreeSet<>();
    private long revision;
    private Instant changedAt = Instant.MIN;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    CampaignStanding decide(DraftCampaign command, Actor actor, CampaignLaw law) {
        law.require(actor, CAMPAIGNS_DEFINE);
        return happened(new CampaignDrafted(command.campaignId(), law.checked(command.definition())), law);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CampaignStanding decide(EditCampaign command, Actor actor, CampaignLaw law) {
        law.require(actor, CAMPAIGNS_DEFINE);
        var now = known(law);
        law.refuseOtherRevision(command.revision(), now);
        law.refuseUnlessOpenForChange(now);
        var wanted = law.checked(command.definition());
        if (wanted.equals(now.definition())) return now;
        if (state != DRAFT) Widening.require(now.definition(), wanted);
        return happened(new CampaignEdited(id, wanted), law);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CampaignStanding decide(ActivateCampaign command, Actor actor, CampaignLaw law) {
        return step(DRAFT, ACTIVE, CAMPAIGN_NOT_A_DRAFT, new CampaignActivated(command.campaignId()), actor, law);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CampaignStanding decide(PauseCampaign command, Actor actor, CampaignLaw law) {
        return step(ACTIVE, PAUSED, CAMPAIGN_NOT_ACTIVE, new CampaignPaused(command.campaignId()), actor, law);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CampaignStanding decide(ResumeCampaign command, Actor actor, CampaignLaw law) {
        return step(PAUSED, ACTIVE, CAMPAIGN_NOT_PAUSED, new CampaignResumed(command.campaignId()), actor, law);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CampaignStanding decide(EndCampaign command, Actor actor, CampaignLaw law) {
        law.require(actor, CAMPAIGNS_OPERATE);
        var now = known(law);
        return state == ENDED ? now : happened(new CampaignEnded(id), law);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CampaignStanding decide(AttachReward command, Actor actor, CampaignLaw law) {
        law.require(actor, CAMPAIGNS_DEFINE);
        law.refuseUnlessAttachable(known(law), command.rewardId());
        return happened(new RewardAttached(id, command.rewardId()), law);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    CampaignStanding decide(DetachReward command, Actor actor, CampaignLaw law) {
        law.require(actor, CAMPAIGNS_DEFINE);
        law.refuseUnlessAttached(known(law), command.rewardId());
        return happened(new RewardDetached(id, command.rewardId()), law);
    }

    @EventSourcingHandler
    void evolve(CampaignEvent event, @Timestamp Instant at) {
        id = event.campaignId();
        revision++;
        changedAt = at;
        switch (event) {
            case CampaignDrafted drafted -> definition = drafted.definition();
            case CampaignEdited edited -> definition = edited.definition();
            case CampaignActivated activated -> state = ACTIVE;
            case CampaignPaused paused -> state = PAUSED;
            case CampaignResumed resumed -> state = ACTIVE;
            case CampaignEnded ended -> state = ENDED;
            case RewardAttached attached -> rewards.add(attached.rewardId());
            case RewardDetached detached -> rewards.remove(detached.rewardId());
        }
    }

    /** Nothing where it is so already. */
    private CampaignStanding step(
            CampaignState from,
            CampaignState to,
            CampaignRefusal otherwise,
            CampaignEvent event,
            Actor actor,
            CampaignLaw law) {
        law.require(actor, CAMPAIGNS_OPERATE);
        var now = known(law);
        if (state == to) return now;
        law.refuseIfOver(now);
        refuseUnless(state == from, otherwise);
        return happened(event, law);
    }

    private CampaignStanding known(CampaignLaw law) {
        return law.trustedNow(standing());
    }

    private CampaignStanding happened(CampaignEvent event, CampaignLaw law) {
        apply(event);
        return law.keep(standing());
    }

    private @Nullable CampaignStanding standing() {
        return definition == null
                ? null
                : new CampaignStanding(id, definition, state, new TreeSet<>(rewards), revision, changedAt);
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    private Campaign() {}
}
