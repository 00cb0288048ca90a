package dev.annals.user.command;

import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessTokens;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Permission;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;

/** The house with users in it and nothing else: whoever knows an id is believed to be its owner. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ConfigurationPropertiesScan("dev.annals.foundation")
@ComponentScan(
        basePackages = {"dev.annals.foundation", "dev.annals.user"},
        excludeFilters = @Filter(SpringBootConfiguration.class))
class UserApplication {

    static ServletWebServerApplicationContext start(String url) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(UserApplication.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "spring.flyway.locations=classpath:db/migration/common,classpath:db/migration/{vendor}",
                        "spring.flyway.out-of-order=true",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "axon.axonserver.enabled=false",
                        "axon.timeout.enabled=false",
                        "axon.update-check.disabled=true",
                        "annals.master-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "annals.password.argon2-memory=64",
                        "annals.password.argon2-iterations=1",
                        "logging.level.root=ERROR")
                .run();
    }

    @Bean
    Permissions permissions() {
        return new Permissions();
    }

    /** A token is {@code x.<user id>.<session id>} and always up to date. */
    @Bean
    AccessTokens accessTokens(AccessState access) {
        return (token, path) -> {
            var parts = token.split("\\.");
            var userId = UserId.of(parts[1]);
            var row = access.read(userId);
            return row == null ? null : new AccessTokens.Verified(userId, SessionId.of(parts[2]), row.epoch());
        };
    }

    /** Who was given which permission. */
    static final class Permissions implements Authority {

        final Map<UserId, Set<Permission>> held = new ConcurrentHashMap<>();

        void giveAll(UUID userId) {
            held.put(new UserId(userId), EnumSet.allOf(Permission.class));
        }

        @Override
        public Set<String> rolesOf(UserId userId) {
            return Set.of();
        }

        @Override
        public Set<Permission> permissionsOf(UserId userId) {
            return held.getOrDefault(userId, Set.of());
        }
    }
}
