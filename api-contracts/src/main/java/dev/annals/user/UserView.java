package dev.annals.user;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as readers see him.
 *
 * @param roles names of the roles held, sorted
 */
public record UserView(
        UserId userId,
        long alias,
        Personal username,
        @Nullable Personal email,
        Profile profile,
        AccountStatus status,
        List<String> roles,
        long version,
        Instant registeredAt) {}
