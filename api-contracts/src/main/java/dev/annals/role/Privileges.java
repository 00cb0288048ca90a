package dev.annals.role;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may say about its own privileges where it cannot choose any: nothing, or what everybody gets. */
public final class Privileges {

    private Privileges() {}

    /**
     * Refuses with {@link SharedRefusal#ROLE_NOT_YOURS_TO_GIVE} a body whose {@code role}, {@code roles} or
     * {@code is_admin} is anything but the default.
     *
     * @param properties what the body says beside the properties that its route knows
     */
    public static void refuseUnlessDefault(@Nullable Map<String, @Nullable Object> properties) {
        if (properties == null) return;
        CommandRefused.refuseUnless(
                isDefault(properties.get("role"), RoleName.USER.value())
                        && isDefault(properties.get("roles"), List.of(), List.of(RoleName.USER.value()))
                        && isDefault(properties.get("is_admin"), false),
                SharedRefusal.ROLE_NOT_YOURS_TO_GIVE);
    }

    private static boolean isDefault(@Nullable Object value, Object... defaults) {
        return value == null || List.of(defaults).contains(value);
    }
}
