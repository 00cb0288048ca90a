package dev.annals.audit.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.audit.CampaignAsOf;
import dev.annals.audit.CampaignDifference;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a campaign stood at any moment, as it is asked of users. */
@RestController
@RequestMapping("/api/v1/audit/campaigns/{id}")
class CampaignTravelController {

    private final CampaignTravel travel;
    private final Moments moments;
    private final Sight sight;

    CampaignTravelController(CampaignTravel travel, Moments moments, Sight sight) {
        this.travel = travel;
        this.moments = moments;
        this.sight = sight;
    }

    @GetMapping("/as-of")
    CampaignAsOf campaignAsOf(@PathVariable CampaignId id, @RequestParam String at, Caller caller) {
        sight.require(caller, Permission.AUDIT_READ);
        return travel.campaign(id, moments.moment(at))
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND));
    }

    @GetMapping("/difference")
    CampaignDifference campaignDifference(
            @PathVariable CampaignId id, @RequestParam String from, @RequestParam String to, Caller caller) {
        sight.require(caller, Permission.AUDIT_READ);
        var first = moments.moment(from);
        var second = moments.moment(to);
        refuseUnless(first.position() <= second.position(), SharedRefusal.INVALID_VALUE);
        return travel.difference(id, first, second)
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND));
    }
}
