package dev.annals.role;

import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked about roles, now or as of an instant: after all events up to the last one that happened by then. */
public sealed interface RoleQuery {

    /** Answers with {@link HeldRoles}; nobody holds none. */
    record RolesOf(UserId userId, @Nullable Instant asOf) implements RoleQuery {}

    /** Answers with a {@code Page} of {@link RoleHistoryEntry}, newest first. */
    record RoleHistory(UserId userId, int limit, @Nullable String cursor) implements RoleQuery {}

    /** Answers with a list of {@link RoleDefinition}, sorted by name. */
    record RoleCatalogue() implements RoleQuery {}

    /** Answers with a {@code Page} of {@link RoleHolding}. */
    record HoldersOf(
            RoleName role,
            @Nullable Instant asOf,
            int limit,
            @Nullable String cursor) implements RoleQuery {}
}
