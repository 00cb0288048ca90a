package dev.annals.user;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's account as it stands after a command.
 *
 * @param version 1 after the registration, one more with each event that carries identity
 */
public record Account(
        UserId userId,
        long alias,
        Personal username,
        @Nullable Personal email,
        Profile profile,
        AccountStatus status,
        long version,
        Instant registeredAt) {}
