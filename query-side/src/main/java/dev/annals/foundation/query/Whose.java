package dev.annals.foundation.query;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as a path names him: his id, or {@code me}.
 *
 * @param other absent for the caller himself
 */
public record Whose(@JsonValue @Nullable UUID other) {

    /** Reads the path segment; an {@link IllegalArgumentException} where it is neither. */
    public static Whose of(String text) {
        return new Whose(text.equals("me") ? null : UserId.of(text).value());
    }

    UserId by(Caller caller) {
        return other == null ? caller.userId() : new UserId(other);
    }
}
