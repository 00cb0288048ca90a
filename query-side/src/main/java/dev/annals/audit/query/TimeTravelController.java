package dev.annals.audit.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.audit.AuditRefusal;
import dev.annals.audit.UserAsOf;
import dev.annals.audit.UserDifference;
import dev.annals.foundation.query.AsOf;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.store.Positions;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.user.UserRefusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
    private final AsOf asOf;
    private final Positions positions;
    private final Sight sight;

    TimeTravelController(TimeTravel travel, AsOf asOf, Positions positions, Sight sight) {
        this.travel = travel;
        this.asOf = asOf;
        this.positions = positions;
        this.sight = sight;
    }

    @GetMapping("/as-of")
    UserAsOf asOf(@PathVariable Whose id, @RequestParam String at, Caller caller) {
        var userId = sight.of(id, caller, Permission.AUDIT_READ);
        return travel.user(userId, position(at)).orElseThrow(() -> new CommandRefused(UserRefusal.USER_NOT_FOUND));
    }

    @GetMapping("/difference")
    UserDifference difference(
            @PathVariable Whose id, @RequestParam String from, @RequestParam String to, Caller caller) {
        var userId = sight.of(id, caller, Permission.AUDIT_READ);
        var first = position(from);
        var second = position(to);
        refuseUnless(first <= second, SharedRefusal.INVALID_VALUE);
        return travel.difference(userId, first, second)
                .orElseThrow(() -> new CommandRefused(UserRefusal.USER_NOT_FOUND));
    }

    private long position(String moment) {
        if (moment.matches("\\d{1,18}")) return known(Long.parseLong(moment));
        var index = moment.contains("T") ? asOf.indexAt(instant(moment)) : known(opaque(moment));
        refuseUnless(index > 0, AuditRefusal.BEFORE_THE_FIRST_EVENT);
        return index;
    }

    private long known(long index) {
        refuseUnless(index <= positions.head().index(), AuditRefusal.POSITION_BEYOND_HEAD);
        refuseUnless(index > 0, AuditRefusal.BEFORE_THE_FIRST_EVENT);
        return index;
    }

    private long opaque(String position) {
        try {
            return positions.parse(position).index();
        } catch (IllegalArgumentException anothers) {
            throw new CommandRefused(SharedRefusal.INVALID_POSITION);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "A moment is an instant or a position.");
        }
    }
}
