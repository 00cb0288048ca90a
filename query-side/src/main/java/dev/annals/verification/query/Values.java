package dev.annals.verification.query;

import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One form for what events say and what drivers answer. */
final class Values {

    /** Texts that are words of ours and nobody's: only these are ever shown. */
    private static final Set<String> SHOWN = Set.of(
            "status",
            "method",
            "token_profile",
            "end_cause",
            "role",
            "permissions",
            "type",
            "revision",
            "kind",
            "state",
            "visibility");

    private static final int SHORT = 64;

    private Values() {}

    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Personal personal -> personal.text();
            case UserId userId -> userId.value();
            case SessionId sessionId -> sessionId.value();
            case Actor actor -> actor.text();
            case Enum<?> word -> word.name();
            case Integer number -> number.longValue();
            case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS);
            case OffsetDateTime time -> time.toInstant().truncatedTo(ChronoUnit.MICROS);
            case Timestamp time -> time.toInstant().truncatedTo(ChronoUnit.MICROS);
            case Date date -> date.toLocalDate();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            default -> value;
        };
    }

    static List<@Nullable Object> of(@Nullable Object... values) {
        return Arrays.stream(values).<@Nullable Object>map(Values::of).toList();
    }

    /** How a value is kept: sealed texts are long, and there is one in each row. */
    static @Nullable Object kept(String column, @Nullable Object value) {
        return value instanceof String text && text.length() > SHORT && !SHOWN.contains(column)
                ? Fingerprint.of(text)
                : value;
    }

    static boolean agree(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Allowed allowed) return allowed.allows(actual);
        if (expected instanceof Fingerprint print)
            return actual instanceof String text && print.equals(Fingerprint.of(text));
        return expected == null ? actual == null : expected.equals(actual);
    }

    /** How a column differs, in words that say nothing about a person. */
    static String difference(String column, @Nullable Object expected, @Nullable Object actual) {
        if (isOpen(column, expected) && isOpen(column, actual))
            return column + " should be " + expected + " and is " + actual;
        return column + (expected == null ? " should be empty" : actual == null ? " is empty" : " differs");
    }

    private static boolean isOpen(String column, @Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Number number -> true;
            case Boolean flag -> true;
            case Instant instant -> true;
            case LocalDate date -> true;
            case UUID id -> true;
            case Allowed allowed -> true;
            default -> SHOWN.contains(column);
        };
    }
}
