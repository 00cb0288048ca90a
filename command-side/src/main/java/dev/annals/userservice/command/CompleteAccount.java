package dev.annals.userservice.command;

import dev.annals.role.RoleName;
import dev.annals.shared.UserId;
import dev.annals.user.ProfileField;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /users} means: the account exists, its profile and its roles are added. Answers with the user; all of
 * it happens or nothing.
 *
 * @param email as it shall be; absent leaves it
 * @param roles to hold beside those that are held
 */
record CompleteAccount(
        UserId userId,
        Map<ProfileField, String> fields,
        @Nullable String email,
        Set<RoleName> roles) {}
