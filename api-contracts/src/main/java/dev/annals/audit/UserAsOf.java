package dev.annals.audit;

import dev.annals.role.RoleName;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was true of a user at a place in the log.
 *
 * @param position the place that was asked for
 * @param changedAt when the last thing before it happened that changed what is told here
 */
public record UserAsOf(
        long position,
        Instant changedAt,
        UserId userId,
        long alias,
        Personal username,
        @Nullable Personal email,
        Profile profile,
        AccountStatus status,
        Set<RoleName> roles,
        long version) {}
