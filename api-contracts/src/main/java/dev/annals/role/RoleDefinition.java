package dev.annals.role;

import dev.annals.shared.Permission;
import java.util.List;

/** A role of the catalogue. */
public record RoleDefinition(RoleName role, List<Permission> permissions, boolean retired) {}
