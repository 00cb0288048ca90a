package dev.annals.foundation.query;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list starts: the key of the last row before it, so that a page deep down costs what the first one
 * costs. Opaque to clients; one that this list did not give out is refused with {@code INVALID_CURSOR}.
 */
public final class Cursor {

    private Cursor() {}

    /** The text that clients hand back. */
    public static String write(String list, Object key) {
        var text = list + "|" + key;
        var whole = checksum(text) + "|" + text;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.getBytes(UTF_8));
    }

    /** The number behind a cursor; the default where there is none. */
    public static long number(String list, @Nullable String cursor, long orElse) {
        return cursor == null ? orElse : Long.parseLong(read(list, cursor));
    }

    /** The UUID behind a cursor; the default where there is none. */
    public static UUID uuid(String list, @Nullable String cursor, UUID orElse) {
        return cursor == null ? orElse : UUID.fromString(read(list, cursor));
    }

    /** The text behind a cursor; the default where there is none. */
    public static String text(String list, @Nullable String cursor, String orElse) {
        return cursor == null ? orElse : read(list, cursor);
    }

    private static String read(String list, String cursor) {
        var parts = decoded(cursor).split("\\|", 3);
        refuseUnless(
                parts.length == 3 && parts[1].equals(list) && parts[0].equals(checksum(parts[1] + "|" + parts[2])),
                SharedRefusal.INVALID_CURSOR);
        return parts[2];
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException exception) {
            throw new CommandRefused(SharedRefusal.INVALID_CURSOR);
        }
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(UTF_8));
        return Long.toString(crc.getValue(), 36);
    }
}
