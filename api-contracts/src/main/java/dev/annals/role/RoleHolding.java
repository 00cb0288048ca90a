package dev.annals.role;

import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import java.time.Instant;

/** Somebody holds a role. */
public record RoleHolding(UserId userId, RoleName role, Instant since, Actor by) {}
