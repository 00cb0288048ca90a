package dev.annals.session.query;

import static dev.annals.shared.SharedRefusal.INVALID_VALUE;
import static java.util.Comparator.comparingLong;

import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.session.LoginRecord;
import dev.annals.session.OpenSession;
import dev.annals.session.SessionQuery.LoginHistory;
import dev.annals.session.SessionQuery.OpenSessionsOf;
import dev.annals.session.SessionQuery.StreakOf;
import dev.annals.session.Streak;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

@Component
class SessionQueryHandler {

    private static final String HISTORY = "login-history";
    private static final int MOST_OPEN = 500;
    private static final int MOST_DAYS = 366;

    private final LoginRows logins;
    private final FailureRows failures;
    private final OpenSessionRows open;
    private final OwnZones zones;
    private final Clock clock = Clock.systemUTC();

    SessionQueryHandler(LoginRows logins, FailureRows failures, OpenSessionRows open, OwnZones zones) {
        this.logins = logins;
        this.failures = failures;
        this.open = open;
        this.zones = zones;
    }

    @QueryHandler
    Page<LoginRecord> answer(LoginHistory query) {
        var limit = Pages.oneMoreThan(query.limit());
        var before = Cursor.number(HISTORY, query.cursor(), Long.MAX_VALUE);
        var userId = query.userId().value();
        var lines = Stream.concat(
                        logins.before(userId, before, limit).stream().map(LoginRow::line),
                        failures.before(userId, before, limit).stream().map(FailureRow::line))
                .sorted(comparingLong(HistoryLine::logIndex).reversed())
                .limit(query.limit() + 1L)
                .toList();
        return Pages.of(lines, query.limit(), HISTORY, HistoryLine::logIndex, SessionQueryHandler::records);
    }

    private static List<LoginRecord> records(List<HistoryLine> lines) {
        return lines.stream().map(HistoryLine::login).toList();
    }

    @QueryHandler
    Streak answer(StreakOf query) {
        var zone = query.zone() == null ? zones.of(query.userId()) : query.zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var to = query.to() == null ? today : query.to();
        if (to.getYear() < 1 || to.getYear() > 9999) throw new CommandRefused(INVALID_VALUE, "'to' is out of reach.");
        var from = query.from() == null ? to.minusDays(30) : query.from();
        if (from.isAfter(to)) throw new CommandRefused(INVALID_VALUE, "'from' is after 'to'.");
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS)
            throw new CommandRefused(INVALID_VALUE, "A calendar has at most " + MOST_DAYS + " days.");
        var streaks = Streaks.of(logins.instantsOf(query.userId().value()), zone);
        return new Streak(zone, streaks.current(today), streaks.longest(), from, to, streaks.between(from, to));
    }

    @QueryHandler
    List<OpenSession> answer(OpenSessionsOf query) {
        return open.openAt(query.userId().value(), clock.instant(), Limit.of(MOST_OPEN)).stream()
                .map(OpenSessionRow::session)
                .toList();
    }
}
