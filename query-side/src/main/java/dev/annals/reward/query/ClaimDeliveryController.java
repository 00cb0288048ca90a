package dev.annals.reward.query;

import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.reward.ClaimDeliveryEntry;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the receiver of claims does not know yet, or did not take. */
@RestController
@RequestMapping("/api/v1/claims/deliveries")
class ClaimDeliveryController {

    private final ClaimDeliveryTable deliveries;
    private final Sight sight;

    ClaimDeliveryController(ClaimDeliveryTable deliveries, Sight sight) {
        this.deliveries = deliveries;
        this.sight = sight;
    }

    /**
     * What waits longest first.
     *
     * @param state {@code PENDING} or {@code FAILED}; absent: both
     */
    @GetMapping
    Page<ClaimDeliveryEntry> claimDeliveries(
            @RequestParam(required = false) ClaimDeliveryEntry.@Nullable State state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        sight.require(caller, Permission.CLAIMS_READ);
        return deliveries.page(state, limit, cursor);
    }
}
