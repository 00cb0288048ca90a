package dev.annals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole platform, started as {@code ./run} starts it, on a free port and a database of its own. */
final class House implements AutoCloseable {

    static final String ADMIN = "annals-admin";
    static final String ADMIN_PASSWORD = "correct horse battery staple";

    private static final Map<Store, House> SHARED = new EnumMap<>(Store.class);

    private final List<String> settings;
    private final Path folder;
    private ConfigurableApplicationContext context;

    private House(Path folder, List<String> settings) {
        this.folder = folder;
        this.settings = settings;
        context = SpringApplication.run(Platform.class, settings.toArray(String[]::new));
    }

    /** One that all journeys share, each with people of its own. */
    static synchronized House shared(Store store) {
        return SHARED.computeIfAbsent(store, House::fresh);
    }

    /** One of your own; settings are {@code --name=value}. */
    static House fresh(Store store, String... more) {
        try {
            var folder = Files.createDirectories(Path.of("target/houses"));
            folder = Files.createTempDirectory(
                    folder.toAbsolutePath(), store.name().toLowerCase(java.util.Locale.ROOT));
            var settings = new ArrayList<>(store.freshDatabase(folder));
            settings.addAll(List.of(
                    "--server.port=0",
                    "--annals.admin.username=" + ADMIN,
                    "--annals.admin.password=" + ADMIN_PASSWORD,
                    "--annals.master-key-file=" + folder.resolve("master.key"),
                    "--annals.master-key-create=true",
                    "--annals.audit.chain-interval=200ms",
                    "--annals.audit.seal-interval=500ms",
                    // What a hash costs is not what these tests are about.
                    "--annals.password.argon2-memory=256",
                    "--annals.password.argon2-iterations=1",
                    "--annals.token.lifetime.milkyway=1s",
                    "--logging.file.name=" + folder.resolve("annals.log")));
            settings.removeIf(
                    setting -> Arrays.stream(more).anyMatch(other -> name(other).equals(name(setting))));
            settings.addAll(List.of(more));
            return new House(folder, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** Stops it and starts it again on the same database. */
    void restart() {
        context.close();
        context = SpringApplication.run(Platform.class, settings.toArray(String[]::new));
    }

    Http http() {
        return Http.at(Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port"))));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    ApplicationContext context() {
        return context;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        context.close();
    }
}
