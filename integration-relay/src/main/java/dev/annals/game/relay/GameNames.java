package dev.annals.game.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.shared.UserId;
import java.util.List;

/**
 * What a user is called at the game server: as here, or, where somebody else over there has the name, with a suffix that
 * is always the same for him.
 */
final class GameNames {

    /** Over there a name has at most 128 bytes. */
    private static final int MOST_BYTES = 128;

    private GameNames() {}

    /** In the order in which they are tried; the last one nobody else can have. */
    static List<String> of(String username, UserId userId) {
        var id = userId.toString().replace("-", "");
        // Its end: the beginning of an id is the time, and much the same for those who register together.
        return List.of(
                username,
                suffixed(username, id.substring(28)),
                suffixed(username, id.substring(24)),
                suffixed(username, id));
    }

    /** Whether that is a right name for him. */
    static boolean fits(String name, String username, UserId userId) {
        return of(username, userId).contains(name);
    }

    private static String suffixed(String username, String suffix) {
        var stem = username;
        while (stem.getBytes(UTF_8).length + 1 + suffix.length() > MOST_BYTES)
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        return stem + "-" + suffix;
    }
}
