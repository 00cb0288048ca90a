package dev.annals.foundation.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Turns what operators of the five services are used to setting into the platform's own settings: {@code DATABASE_URL}
 * in all its forms, and every secret also as {@code NAME_FILE}. Spring's own names ({@code SPRING_DATASOURCE_URL}) and
 * the command line win.
 */
final class EnvironmentSettings implements EnvironmentPostProcessor, Ordered {

    private static final List<String> SECRETS = List.of(
            "SECRET_KEY",
            "JWT_SECRET",
            "DATABASE_URL",
            "DATABASE_PASSWORD",
            "SPRING_DATASOURCE_PASSWORD",
            "ANNALS_ADMIN_PASSWORD",
            "NATS_PASSWORD",
            "NAKAMA_SERVER_KEY",
            "NAKAMA_HTTP_KEY",
            "NAKAMA_JWT_SECRET",
            "BACKEND_SYNC_SECRET",
            "ANNALS_REWARD_WEBHOOK_SECRET",
            "GOOGLE_CLIENT_SECRET",
            "FACEBOOK_CLIENT_SECRET",
            "LINE_CLIENT_SECRET");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var files = secretsFromFiles(environment);
        var sources = environment.getPropertySources();
        var before = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        // By this name Spring reads it with the same freedom as the environment itself.
        var secrets = new SystemEnvironmentPropertySource("annals-files-" + before, files);
        var settings = new HashMap<String, Object>();
        if (sources.contains(before)) sources.addAfter(before, secrets);
        else sources.addLast(secrets);
        sources.addAfter(secrets.getName(), new MapPropertySource("annals-settings", settings));
        database(environment, settings);
        lifetime(environment, settings);
        var logs = environment.getProperty("annals.logs", "text");
        if (logs.equals("json")) settings.put("logging.structured.format.console", "ecs");
        else if (!logs.equals("text")) throw new SettingRefused("annals.logs is text or json");
        if (isPostgres(environment)) KnownSecrets.refuse(environment, SECRETS);
    }

    /** Milkyway's variable, as its own library spells durations: {@code 1h}, {@code 7d}, {@code 2w}. */
    private static void lifetime(Environment environment, Map<String, Object> settings) {
        var text = environment.getProperty("JWT_EXPIRES_IN", "").replace(" ", "");
        if (text.isEmpty()) return;
        if (!text.matches("[0-9]{1,9}(ms|s|m|h|d|w)?"))
            throw new SettingRefused("JWT_EXPIRES_IN looks like 3600 (seconds), 90m, 1h or 7d");
        var weeks = text.endsWith("w");
        settings.put(
                "annals.token.lifetime.milkyway",
                weeks ? 7 * Long.parseLong(text.substring(0, text.length() - 1)) + "d" : text);
    }

    private static Map<String, Object> secretsFromFiles(Environment environment) {
        var found = new HashMap<String, Object>();
        for (var name : SECRETS) {
            var file = environment.getProperty(name + "_FILE", "");
            if (file.isBlank()) continue;
            if (!environment.getProperty(name, "").isBlank())
                throw new SettingRefused(name + " and " + name + "_FILE are both set; set one of them");
            found.put(name, contents(name, Path.of(file)));
        }
        return found;
    }

    private static String contents(String name, Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new SettingRefused(name + "_FILE cannot be read: " + file);
        }
    }

    private static void database(ConfigurableEnvironment environment, Map<String, Object> settings) {
        var text = environment.getProperty("DATABASE_URL", "");
        if (!text.isBlank()) {
            var url = DatabaseUrl.parse(text.strip());
            settings.put("spring.datasource.url", url.jdbcUrl());
            var user = environment.getProperty("DATABASE_USER", String.valueOf(url.user()));
            var password = environment.getProperty("DATABASE_PASSWORD", url.password() == null ? "" : url.password());
            if (url.user() != null || environment.containsProperty("DATABASE_USER"))
                settings.put("spring.datasource.username", user);
            settings.put("spring.datasource.password", password);
        }
        if (isPostgres(environment)) {
            // A statement that hangs would hold its locks, a lock that is waited for its connection, and a process
            // that stands still in the middle of a transaction both, and its places in the log.
            var timeout = environment.getProperty("annals.database.statement-timeout", "30s");
            var lock = environment.getProperty("annals.database.lock-timeout", "10s");
            var idle = environment.getProperty("annals.database.idle-transaction-timeout", "10s");
            if (!(timeout + lock + idle).matches("[0-9a-z]+"))
                throw new SettingRefused("annals.database.statement-timeout, lock-timeout and idle-transaction-timeout"
                        + " look like 30s or 500ms");
            settings.put(
                    "spring.datasource.hikari.connection-init-sql",
                    "SET statement_timeout = '" + timeout + "'; SET lock_timeout = '" + lock
                            + "'; SET idle_in_transaction_session_timeout = '" + idle + "'");
        }
    }

    private static boolean isPostgres(Environment environment) {
        return environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
    }
}
