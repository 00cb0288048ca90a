package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.user.UserRefusal.REASON_REQUIRED;

import dev.annals.shared.CommandRefused;
import org.jspecify.annotations.Nullable;

/** Why somebody did what he did to another, in his own words. */
final class Reason {

    private static final int LONGEST = 500;

    private Reason() {}

    /** Refuses where there is none, or too much of it. */
    static String required(@Nullable String text) {
        var reason = optional(text);
        if (reason == null) throw new CommandRefused(REASON_REQUIRED);
        return reason;
    }

    /** Absent where nothing is said; refuses too much. */
    static @Nullable String optional(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        var reason = text.strip();
        refuseUnless(Text.length(reason) <= LONGEST, REASON_REQUIRED);
        return reason;
    }
}
