package dev.annals.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Who a user is, for ever. Stored and sent as the UUID's text. */
public record UserId(@JsonValue UUID value) {

    /** Reads the text form; an {@link IllegalArgumentException} where it is no UUID. */
    @JsonCreator
    public static UserId of(String text) {
        return new UserId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
