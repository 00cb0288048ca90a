package dev.annals.user;

import dev.annals.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about users. */
public sealed interface UserQuery {

    /** Answers with an {@code Optional} of {@link UserView}. */
    record FindUser(UserId userId) implements UserQuery {}

    /** Answers with a {@code Page} of {@link UserView}, in the order of registration. */
    record ListUsers(
            @Nullable AccountStatus status,
            int limit,
            @Nullable String cursor) implements UserQuery {}
}
