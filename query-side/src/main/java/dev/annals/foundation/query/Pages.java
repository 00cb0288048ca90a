package dev.annals.foundation.query;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.SharedRefusal;
import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Limit;

/** Cuts lists into pages. */
public final class Pages {

    private static final int MOST = 500;

    private Pages() {}

    /** One more row than asked for tells whether there is a next page; a limit outside of 1 to 500 is refused. */
    public static Limit oneMoreThan(int limit) {
        if (limit < 1 || limit > MOST)
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "'limit' must be from 1 to " + MOST + ".");
        return Limit.of(limit + 1);
    }

    /** The page that these rows make, and the cursor of the next one if there are more. */
    public static <R, T> Page<T> of(
            List<R> rows, int limit, String list, Function<R, Object> key, Function<List<R>, List<T>> answers) {
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        var next = rows.size() > limit ? Cursor.write(list, key.apply(shown.getLast())) : null;
        return new Page<>(answers.apply(shown), next);
    }
}
