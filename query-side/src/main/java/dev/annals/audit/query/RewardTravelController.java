package dev.annals.audit.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.audit.RewardAsOf;
import dev.annals.audit.RewardDifference;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.reward.RewardRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there was of a reward at any moment, as it is asked of users. */
@RestController
@RequestMapping("/api/v1/audit/rewards/{id}")
class RewardTravelController {

    private final RewardTravel travel;
    private final Moments moments;
    private final Sight sight;

    RewardTravelController(RewardTravel travel, Moments moments, Sight sight) {
        this.travel = travel;
        this.moments = moments;
        this.sight = sight;
    }

    @GetMapping("/as-of")
    RewardAsOf rewardAsOf(@PathVariable RewardId id, @RequestParam String at, Caller caller) {
        sight.require(caller, Permission.AUDIT_READ);
        return travel.reward(id, moments.position(at))
                .orElseThrow(() -> new CommandRefused(RewardRefusal.REWARD_NOT_FOUND));
    }

    @GetMapping("/difference")
    RewardDifference rewardDifference(
            @PathVariable RewardId id, @RequestParam String from, @RequestParam String to, Caller caller) {
        sight.require(caller, Permission.AUDIT_READ);
        var first = moments.position(from);
        var second = moments.position(to);
        refuseUnless(first <= second, SharedRefusal.INVALID_VALUE);
        return travel.difference(id, first, second)
                .orElseThrow(() -> new CommandRefused(RewardRefusal.REWARD_NOT_FOUND));
    }
}
