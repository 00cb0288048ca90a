package dev.annals.invitation.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an invitation counts.
 *
 * @param qualifyingDays on how many different UTC days whoever was invited must have been here, the day on which he
 *     accepted counted; 2 or more
 */
@ConfigurationProperties("annals.invitation")
record InvitationSettings(@DefaultValue("2") int qualifyingDays) {

    InvitationSettings {
        if (qualifyingDays < 2)
            throw new IllegalArgumentException(
                    "annals.invitation.qualifying-days must be 2 or more: who came once" + " may never come back.");
    }
}
