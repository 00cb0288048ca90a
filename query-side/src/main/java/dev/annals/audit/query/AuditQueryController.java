package dev.annals.audit.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.audit.AuditQuery.FindEvents;
import dev.annals.audit.AuditRecord;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
class AuditQueryController {

    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Questions questions;
    private final ReadModels readModels;
    private final Sight sight;

    AuditQueryController(Questions questions, ReadModels readModels, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.sight = sight;
    }

    /** @param order {@code desc}, newest first, or {@code asc} */
    @GetMapping("/events")
    Page<AuditRecord> events(
            @RequestParam(required = false) @Nullable UserId user,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(name = "request_id", required = false) @Nullable String requestId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        sight.require(caller, Permission.AUDIT_READ);
        if (!order.equals("asc") && !order.equals("desc"))
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "'order' is asc or desc.");
        var query = new FindEvents(
                user, actor(actor), word(type), word(requestId), from, to, order.equals("asc"), limit, cursor);
        position.await(readModels, "audit-trail");
        return questions.askPage(query, AuditRecord.class);
    }

    private static @Nullable String actor(@Nullable String text) {
        try {
            var checked = word(text);
            return checked == null ? null : Actor.of(checked).text();
        } catch (IllegalArgumentException exception) {
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "'actor' is user:<id>, system:<name> or anonymous.");
        }
    }

    private static @Nullable String word(@Nullable String text) {
        refuseUnless(text == null || WORD.matcher(text).matches(), SharedRefusal.INVALID_VALUE);
        return text;
    }
}
