package dev.annals.session.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.session.query.Figures.Count;
import dev.annals.session.query.Figures.Retention;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures about all users, as JSON and, with {@code .csv}, for a spreadsheet. Without a range: the last thirty days. */
@RestController
@RequestMapping("/api/v1/analytics")
class AnalyticsController {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 1_100;

    private final Figures figures;
    private final ReadModels readModels;
    private final Sight sight;

    AnalyticsController(Figures figures, ReadModels readModels, Sight sight) {
        this.figures = figures;
        this.readModels = readModels;
        this.sight = sight;
    }

    /** @param of {@code daily}, {@code monthly} or {@code sign-ups} */
    @GetMapping("/users")
    Page<Count> users(
            @RequestParam(defaultValue = "daily") String of,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        return new Page<>(counts(of, from, to, caller, position), null);
    }

    @GetMapping(path = "/users.csv", produces = "text/csv")
    String usersCsv(
            @RequestParam(defaultValue = "daily") String of,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        return csv(
                "period,users",
                counts(of, from, to, caller, position).stream().map(one -> one.period() + "," + one.users()));
    }

    @GetMapping("/retention")
    Page<Retention> retention(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        return new Page<>(cohorts(from, to, caller, position), null);
    }

    @GetMapping(path = "/retention.csv", produces = "text/csv")
    String retentionCsv(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        return csv(
                "cohort,signed_up,months_later,active",
                cohorts(from, to, caller, position).stream()
                        .map(one ->
                                one.cohort() + "," + one.signedUp() + "," + one.monthsLater() + "," + one.active()));
    }

    private List<Count> counts(
            String of, @Nullable LocalDate from, @Nullable LocalDate to, Caller caller, ReadPosition position) {
        BiFunction<LocalDate, LocalDate, List<Count>> asked = switch (of) {
            case "daily" -> figures::activeByDay;
            case "monthly" -> figures::activeByMonth;
            case "sign-ups" -> figures::signUpsByDay;
            default -> throw new CommandRefused(SharedRefusal.INVALID_VALUE, "'of' is daily, monthly or sign-ups.");
        };
        return within(from, to, caller, position, asked);
    }

    private List<Retention> cohorts(
            @Nullable LocalDate from, @Nullable LocalDate to, Caller caller, ReadPosition position) {
        return within(from, to, caller, position, figures::retention);
    }

    private <T> List<T> within(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Caller caller,
            ReadPosition position,
            BiFunction<LocalDate, LocalDate, List<T>> asked) {
        sight.require(caller, Permission.USERS_READ);
        var last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
        var first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        refuseUnless(!first.isAfter(last) && first.plusDays(MOST_DAYS).isAfter(last), SharedRefusal.INVALID_VALUE);
        position.await(readModels, "profile");
        position.await(readModels, "login-history");
        return asked.apply(first, last);
    }

    private static String csv(String heading, Stream<String> lines) {
        return Stream.concat(Stream.of(heading), lines).collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
