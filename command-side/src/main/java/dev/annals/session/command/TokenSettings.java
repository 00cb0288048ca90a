package dev.annals.session.command;

import dev.annals.session.TokenProfile;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * What access tokens say of themselves, and for how long.
 *
 * @param rotation how long a key signs
 */
@ConfigurationProperties("annals.token")
record TokenSettings(
        @DefaultValue("annals") String issuer,
        @DefaultValue("annals") String audience,
        @DefaultValue Lifetime lifetime,
        @DefaultValue("30d") Duration rotation) {

    /** How long each profile's tokens live; a number alone is seconds. */
    record Lifetime(
            @DefaultValue("900s") @DurationUnit(ChronoUnit.SECONDS)
            Duration canonical,

            @DefaultValue("86400s") @DurationUnit(ChronoUnit.SECONDS)
            Duration keyService,

            @DefaultValue("3600s") @DurationUnit(ChronoUnit.SECONDS)
            Duration userService,

            @DefaultValue("3600s") @DurationUnit(ChronoUnit.SECONDS)
            Duration milkyway) {}

    TokenSettings {
        var longest = Stream.of(
                        lifetime.canonical(), lifetime.keyService(), lifetime.userService(), lifetime.milkyway())
                .max(Duration::compareTo)
                .orElseThrow();
        if (rotation.compareTo(longest) < 0)
            throw new IllegalArgumentException(
                    "annals.token.rotation is shorter than a token lives: a key would be gone before its tokens");
    }

    /** How long a token of this profile lives. */
    Duration lifetimeOf(TokenProfile profile) {
        return switch (profile) {
            case CANONICAL -> lifetime.canonical();
            case KEY_SERVICE -> lifetime.keyService();
            case USER_SERVICE -> lifetime.userService();
            case MILKYWAY -> lifetime.milkyway();
        };
    }
}
