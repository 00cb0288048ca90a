package dev.annals.user.command;

import static dev.annals.user.UserRefusal.INVALID_PROFILE;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import dev.annals.user.Profile;
import dev.annals.user.ProfileField;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may stand in a profile, and how it is sealed. */
final class ProfileFields {

    private static final int LONGEST_NAME = 100;
    // Sealed values must fit into the read tables' columns, whatever the script.
    private static final int LONGEST_URL_IN_BYTES = 2_000;
    private static final int LONGEST_BIO_IN_BYTES = 2_800;

    private ProfileFields() {}

    /** Each value in the form in which it is kept, empty for absent; refuses what is too long or not of its kind. */
    static Map<ProfileField, String> checked(Map<ProfileField, String> fields) {
        var checked = new EnumMap<ProfileField, String>(ProfileField.class);
        fields.forEach((field, text) -> checked.put(field, checked(field, text.strip())));
        return checked;
    }

    /** A profile in which the given fields are what they say and the others as they were. */
    static Profile changed(Profile profile, Map<ProfileField, String> fields, UserId userId, PersonalData personal) {
        Function<ProfileField, @Nullable Personal> value = field -> {
            var text = fields.get(field);
            if (text == null) return part(profile, field);
            return text.isEmpty() ? null : personal.seal(userId.value(), field.purpose(), text);
        };
        return new Profile(
                value.apply(ProfileField.DISPLAY_NAME),
                value.apply(ProfileField.FIRST_NAME),
                value.apply(ProfileField.LAST_NAME),
                value.apply(ProfileField.ZONE),
                value.apply(ProfileField.AVATAR),
                value.apply(ProfileField.BIO));
    }

    /** Whether every given field says already what it should. */
    static boolean isFulfilled(Profile profile, Map<ProfileField, String> fields, PersonalData personal) {
        return fields.entrySet().stream().allMatch(field -> {
            var value = personal.openNullable(part(profile, field.getKey()));
            return field.getValue().equals(value == null ? "" : value);
        });
    }

    private static @Nullable Personal part(Profile profile, ProfileField field) {
        return switch (field) {
            case DISPLAY_NAME -> profile.displayName();
            case FIRST_NAME -> profile.firstName();
            case LAST_NAME -> profile.lastName();
            case ZONE -> profile.zone();
            case AVATAR -> profile.avatar();
            case BIO -> profile.bio();
        };
    }

    private static String checked(ProfileField field, String text) {
        if (text.isEmpty()) return text;
        return switch (field) {
            case DISPLAY_NAME, FIRST_NAME, LAST_NAME -> name(field, text);
            case ZONE -> zone(text);
            case AVATAR -> url(text);
            case BIO -> bio(text);
        };
    }

    private static String name(ProfileField field, String text) {
        var label = field.name().toLowerCase(Locale.ROOT);
        refuseUnless(Text.length(text) <= LONGEST_NAME, label + " has at most " + LONGEST_NAME + " characters.");
        refuseUnless(text.codePoints().noneMatch(Character::isISOControl), label + " has a control character.");
        return text;
    }

    private static String zone(String text) {
        CommandRefused.refuseUnless(ZoneId.getAvailableZoneIds().contains(text), SharedRefusal.UNKNOWN_ZONE);
        return text;
    }

    /** Shown to others, never fetched by us. */
    private static String url(String text) {
        refuseUnless(
                Text.bytes(text) <= LONGEST_URL_IN_BYTES && isWebAddress(text),
                "avatar is an http or https URL of at most " + LONGEST_URL_IN_BYTES + " bytes.");
        return text;
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static String bio(String text) {
        refuseUnless(Text.bytes(text) <= LONGEST_BIO_IN_BYTES, "bio has at most " + LONGEST_BIO_IN_BYTES + " bytes.");
        refuseUnless(
                text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'),
                "bio has a control character.");
        return text;
    }

    private static void refuseUnless(boolean allowed, String sentence) {
        if (!allowed) throw new CommandRefused(INVALID_PROFILE, sentence);
    }
}
