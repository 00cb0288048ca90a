package dev.annals.session;

import dev.annals.shared.UserId;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What can be asked about sign-ins. */
public sealed interface SessionQuery {

    /** Answers with a {@code Page} of {@link LoginRecord}, newest first. */
    record LoginHistory(UserId userId, int limit, @Nullable String cursor) implements SessionQuery {}

    /**
     * Answers with a {@link Streak}.
     *
     * @param zone the user's own where it is absent, and UTC where he has none
     * @param from the first day of the calendar; thirty days before its last where it is absent
     * @param to the last day of the calendar; today where it is absent
     */
    record StreakOf(
            UserId userId,
            @Nullable ZoneId zone,
            @Nullable LocalDate from,
            @Nullable LocalDate to) implements SessionQuery {}

    /** Answers with a list of {@link OpenSession}, newest first. */
    record OpenSessionsOf(UserId userId) implements SessionQuery {}
}
