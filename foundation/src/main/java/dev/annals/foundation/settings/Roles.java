package dev.annals.foundation.settings;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this process does ({@code annals.roles=api,projections,relay}); everything unless said otherwise. An unknown
 * role is refused at start.
 */
@ConfigurationProperties("annals")
public record Roles(
        @DefaultValue({"api", "projections", "relay"}) Set<Role> roles) {

    public Roles {
        if (roles.isEmpty()) throw new IllegalArgumentException("annals.roles names no role");
    }

    /** Whether this process has the role. */
    public boolean has(Role role) {
        return roles.contains(role);
    }
}
