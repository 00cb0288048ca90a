package dev.annals.keyservice.command;

import dev.annals.user.ProfileField;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The profile fields that a body names. */
final class ProfileFields {

    private ProfileFields() {}

    static Map<ProfileField, String> of(
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String avatar,
            @Nullable String bio) {
        var fields = new EnumMap<ProfileField, String>(ProfileField.class);
        if (displayName != null) fields.put(ProfileField.DISPLAY_NAME, displayName);
        if (firstName != null) fields.put(ProfileField.FIRST_NAME, firstName);
        if (lastName != null) fields.put(ProfileField.LAST_NAME, lastName);
        if (avatar != null) fields.put(ProfileField.AVATAR, avatar);
        if (bio != null) fields.put(ProfileField.BIO, bio);
        return fields;
    }
}
