package dev.annals.foundation.outbound;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** For how long the other side wants to be left alone. */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** What {@code Retry-After} asks for, in either of its forms, an hour at most; nothing where it does not say. */
    public static Duration of(HttpResponse<?> answer) {
        var wish = wish(answer.headers().firstValue("Retry-After").orElse("0").strip());
        if (wish.isNegative()) return Duration.ZERO;
        return wish.compareTo(LONGEST) < 0 ? wish : LONGEST;
    }

    private static Duration wish(String text) {
        if (text.matches("[0-9]{1,9}")) return Duration.ofSeconds(Long.parseLong(text));
        try {
            return Duration.between(Instant.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
