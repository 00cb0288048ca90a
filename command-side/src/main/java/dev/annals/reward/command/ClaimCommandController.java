package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.FOREIGN_CLAIM;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.springframework.http.ResponseEntity.created;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.security.Caller;
import dev.annals.reward.ClaimCommand;
import dev.annals.reward.ClaimCommand.DeliverClaim;
import dev.annals.reward.ClaimCommand.FailClaim;
import dev.annals.reward.ClaimCommand.RetryClaim;
import dev.annals.reward.ClaimCommand.ReverseClaim;
import dev.annals.reward.ClaimId;
import dev.annals.reward.ClaimStatus;
import dev.annals.reward.Claims;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The canonical routes by which rewards are claimed, handed out and taken back. */
@RestController
@RequestMapping("/api/v1/claims")
class ClaimCommandController {

    private static final String ROUTE = "POST /api/v1/claims";

    /** @param userId whom it is for: nobody but the caller */
    record Wanted(
            @Nullable CampaignId campaignId,
            @Nullable RewardId rewardId,
            @Nullable UserId userId) {}

    record Why(@Nullable String reason) {}

    record Settled(ClaimId claimId, ClaimStatus status) {}

    private final Claims claims;
    private final CommandGateway commands;

    ClaimCommandController(Claims claims, CommandGateway commands) {
        this.claims = claims;
        this.commands = commands;
    }

    /** A refusal says in {@code Link} where it is explained. */
    @PostMapping
    ResponseEntity<Claims.Grant> claim(
            @RequestBody Wanted body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller,
            HttpServletResponse response) {
        if (body.campaignId() == null || body.rewardId() == null)
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "Say the campaign_id and the reward_id.");
        refuseUnless(body.userId() == null || body.userId().equals(caller.userId()), FOREIGN_CLAIM);
        var onceOnly = key == null ? null : new Claims.OnceOnly(ROUTE, key);
        var outcome = claims.claim(new Claims.Wish(body.campaignId(), body.rewardId(), caller.userId(), onceOnly));
        response.setHeader("Link", "</api/v1/claims/explanations/" + outcome.eventId() + ">; rel=\"describedby\"");
        var grant = outcome.grantOrRefuse();
        return created(URI.create("/api/v1/claims/" + grant.claimId())).body(grant);
    }

    @PostMapping("/{id}/deliver")
    Settled deliver(@PathVariable ClaimId id) {
        return settled(new DeliverClaim(id));
    }

    @PostMapping("/{id}/fail")
    Settled fail(@PathVariable ClaimId id, @RequestBody(required = false) @Nullable Why why) {
        return settled(new FailClaim(id, why == null ? null : why.reason()));
    }

    /** Of what has failed, or was taken back, the receiver is told again. */
    @PostMapping("/{id}/retry")
    Settled tellAgain(@PathVariable ClaimId id) {
        return settled(new RetryClaim(id));
    }

    @PostMapping("/{id}/reverse")
    Settled reverse(@PathVariable ClaimId id, @RequestBody(required = false) @Nullable Why why) {
        return settled(new ReverseClaim(id, why == null ? null : why.reason()));
    }

    private Settled settled(ClaimCommand command) {
        return new Settled(command.claimId(), commands.sendAndWait(command));
    }
}
