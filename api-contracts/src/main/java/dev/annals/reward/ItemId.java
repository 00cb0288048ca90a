package dev.annals.reward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.annals.shared.UserId;
import java.util.UUID;

/** An item of the catalogue from which rewards are put together. Stored and sent as the UUID's text. */
public record ItemId(@JsonValue UUID value) {

    /** Reads the text form; an {@link IllegalArgumentException} where it is no UUID. */
    @JsonCreator
    public static ItemId of(String text) {
        return new ItemId(UserId.of(text).value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
