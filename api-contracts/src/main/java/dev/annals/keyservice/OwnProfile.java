package dev.annals.keyservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.annals.shared.Personal;
import dev.annals.user.UserView;
import org.jspecify.annotations.Nullable;

/** The caller's own profile: the canonical answer, and beside it the fields as the Auth Service's clients spell them. */
public record OwnProfile(
        @JsonUnwrapped UserView user,
        @JsonProperty("displayName") @Nullable Personal displayName,
        @JsonProperty("firstName") @Nullable Personal firstName,
        @JsonProperty("lastName") @Nullable Personal lastName,
        @Nullable Personal avatar,
        @Nullable Personal bio) {

    /** The same user in both spellings. */
    public static OwnProfile of(UserView user) {
        var profile = user.profile();
        return new OwnProfile(
                user, profile.displayName(), profile.firstName(), profile.lastName(), profile.avatar(), profile.bio());
    }
}
