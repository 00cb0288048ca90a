package dev.annals.role;

import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Who was given which role, by whom and why. Stored for ever, shapes frozen. */
public sealed interface RoleHolderEvent {

    UserId userId();

    RoleName role();

    @Revision("1")
    record RoleGranted(
            UserId userId,
            RoleName role,
            Actor by,
            @Nullable Personal reason) implements RoleHolderEvent {}

    @Revision("1")
    record RoleRevoked(
            UserId userId,
            RoleName role,
            Actor by,
            @Nullable Personal reason) implements RoleHolderEvent {}
}
