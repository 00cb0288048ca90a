package dev.annals.userservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as the User Service's clients know him; absent values are {@code null}, never missing.
 *
 * @param id the integer alias, the User Service's {@code auth_user_id}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ServiceUser(
        long id,
        @JsonProperty("user_id") UserId userId,
        Personal username,
        @Nullable Personal email,
        @JsonProperty("first_name") @Nullable Personal firstName,
        @JsonProperty("last_name") @Nullable Personal lastName,
        List<String> roles,
        @JsonProperty("is_blocked") boolean isBlocked) {}
