package dev.annals.role.command;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account that becomes the first ADMIN.
 *
 * @param password absent or empty: a one-time password is printed
 */
@ConfigurationProperties("annals.admin")
record AdminSettings(
        @DefaultValue("admin") String username, @Nullable String password) {

    AdminSettings {
        if (username.isBlank()) username = "admin"; // a variable that is set and empty says nothing
    }

    boolean hasPassword() {
        return password != null && !password.isBlank();
    }

    /** Neither is for a log. */
    @Override
    public String toString() {
        return "AdminSettings";
    }
}
