package dev.annals.keyservice.command;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import org.jspecify.annotations.Nullable;

/** The caller's profile after a change. */
@JsonInclude(ALWAYS)
record OwnProfile(
        @JsonProperty("user_id") UserId userId,
        Personal username,
        @Nullable Personal email,
        @JsonProperty("displayName") @Nullable Personal displayName,
        @JsonProperty("firstName") @Nullable Personal firstName,
        @JsonProperty("lastName") @Nullable Personal lastName,
        @Nullable Personal avatar,
        @Nullable Personal bio) {

    static OwnProfile of(Account account) {
        var profile = account.profile();
        return new OwnProfile(
                account.userId(),
                account.username(),
                account.email(),
                profile.displayName(),
                profile.firstName(),
                profile.lastName(),
                profile.avatar(),
                profile.bio());
    }
}
