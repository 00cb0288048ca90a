package dev.annals.audit.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.audit.UserAsOf;
import dev.annals.audit.UserDifference;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.user.UserRefusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What was true on any day. A moment is an instant ({@code 2026-05-03T00:00:00Z}), a position as the audit trail has it
 * ({@code 1234}), or one as {@code Annals-Position} has it.
 */
@RestController
@RequestMapping("/api/v1/audit/users/{id}")
class TimeTravelController {

    private final TimeTravel travel;
    private final Moments moments;
    private final Sight sight;

    TimeTravelController(TimeTravel travel, Moments moments, Sight sight) {
        this.travel = travel;
        this.moments = moments;
        this.sight = sight;
    }

    @GetMapping("/as-of")
    UserAsOf asOf(@PathVariable Whose id, @RequestParam String at, Caller caller) {
        var userId = sight.of(id, caller, Permission.AUDIT_READ);
        return travel.user(userId, moments.position(at))
                .orElseThrow(() -> new CommandRefused(UserRefusal.USER_NOT_FOUND));
    }

    @GetMapping("/difference")
    UserDifference difference(
            @PathVariable Whose id, @RequestParam String from, @RequestParam String to, Caller caller) {
        var userId = sight.of(id, caller, Permission.AUDIT_READ);
        var first = moments.position(from);
        var second = moments.position(to);
        refuseUnless(first <= second, SharedRefusal.INVALID_VALUE);
        return travel.difference(userId, first, second)
                .orElseThrow(() -> new CommandRefused(UserRefusal.USER_NOT_FOUND));
    }
}
