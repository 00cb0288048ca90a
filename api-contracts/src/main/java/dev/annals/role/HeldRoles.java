package dev.annals.role;

import dev.annals.shared.UserId;
import java.util.List;

/** The roles a user holds after a command, sorted. */
public record HeldRoles(UserId userId, List<RoleName> roles) {}
