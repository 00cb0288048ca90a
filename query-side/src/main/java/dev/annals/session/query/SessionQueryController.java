package dev.annals.session.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.session.LoginRecord;
import dev.annals.session.OpenSession;
import dev.annals.session.SessionQuery.LoginHistory;
import dev.annals.session.SessionQuery.OpenSessionsOf;
import dev.annals.session.SessionQuery.StreakOf;
import dev.annals.session.Streak;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class SessionQueryController {

    private final Questions questions;
    private final ReadModels readModels;
    private final Sight sight;

    SessionQueryController(Questions questions, ReadModels readModels, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.sight = sight;
    }

    @GetMapping("/users/{id}/login-history")
    Page<LoginRecord> loginHistory(
            @PathVariable Whose id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        var userId = sight.of(id, caller, Permission.SESSIONS_READ);
        position.await(readModels, "login-history");
        position.await(readModels, "failed-sign-in");
        return questions.askPage(new LoginHistory(userId, limit, cursor), LoginRecord.class);
    }

    @GetMapping("/users/{id}/streak")
    Streak streak(
            @PathVariable Whose id,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        var userId = sight.of(id, caller, Permission.SESSIONS_READ);
        position.await(readModels, "login-history");
        position.await(readModels, "profile");
        return questions.ask(new StreakOf(userId, zone == null ? null : known(zone), from, to), Streak.class);
    }

    @GetMapping("/sessions")
    Page<OpenSession> sessions(
            @RequestParam(name = "user_id", required = false) @Nullable Whose whose,
            Caller caller,
            ReadPosition position) {
        var userId = sight.of(whose == null ? Whose.of("me") : whose, caller, Permission.SESSIONS_READ);
        position.await(readModels, "open-session");
        return new Page<>(questions.askAll(new OpenSessionsOf(userId), OpenSession.class), null);
    }

    /** An offset such as +09:00 is no zone: it knows nothing of changes of the clocks. */
    private static ZoneId known(String zone) {
        refuseUnless(ZoneId.getAvailableZoneIds().contains(zone), SharedRefusal.UNKNOWN_ZONE);
        return ZoneId.of(zone);
    }
}
