package dev.annals.shared;

import java.util.UUID;

/** Reads UUIDs in their 36-character form only: {@link UUID#fromString} also takes shortened ones, two texts for one id. */
public final class Uuids {

    private Uuids() {}

    /** Refuses every other form with an {@link IllegalArgumentException}. */
    public static UUID parse(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) throw new IllegalArgumentException("Not a UUID of 36 characters");
        return uuid;
    }
}
