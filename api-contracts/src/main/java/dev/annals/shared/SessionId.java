package dev.annals.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One sign-in and the family of refresh tokens that follows from it. Stored and sent as the UUID's text. */
public record SessionId(@JsonValue UUID value) {

    /** Reads the text form; an {@link IllegalArgumentException} where it is no UUID. */
    @JsonCreator
    public static SessionId of(String text) {
        return new SessionId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
