package dev.annals.foundation.query;

import dev.annals.foundation.security.Caller;
import dev.annals.shared.UserId;
import java.util.Optional;

/** A user as a path names him: his id, or {@code me}. */
public record Whose(Optional<UserId> other) {

    /** Reads the path segment; an {@link IllegalArgumentException} where it is neither. */
    public static Whose of(String text) {
        return new Whose(text.equals("me") ? Optional.empty() : Optional.of(UserId.of(text)));
    }

    UserId by(Caller caller) {
        return other.orElse(caller.userId());
    }
}
