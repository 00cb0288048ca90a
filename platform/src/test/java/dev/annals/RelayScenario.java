package dev.annals;

import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import dev.annals.foundation.outbound.TestNats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real nats-server, a PostgreSQL and the platform as a process between them, looked at from outside. */
final class RelayScenario implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> FIELDS =
            List.of("id", "email", "username", "action", "request_id", "timestamp", "service_name");
    private static final String LEAVING = "select event_id from domain_event where payload_type in ('user.registered',"
            + " 'user.profile-changed', 'user.username-changed', 'user.email-changed', 'user.deleted')"
            + " order by global_index";

    private final TestNats nats = TestNats.down("");
    private final Path folder;
    private final List<String> settings;
    private final JdbcTemplate database;
    private final int port = RunningProcess.freePort();

    RelayScenario(String retention, String... more) {
        try {
            folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target/kills")).toAbsolutePath(), "relay");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings = new ArrayList<>(Store.POSTGRESQL.freshDatabase(folder));
        var url = settings.getFirst().substring("--DATABASE_URL=".length());
        database = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
        settings.addAll(List.of(
                "--nats.url=" + nats.url(),
                "--annals.relay.retention=" + retention,
                // Small, or what has waited would be gone at one stroke.
                "--annals.relay.batch-size=100",
                // What keeps us from telling twice is our record, not the memory of NATS.
                "--annals.relay.duplicate-window=100ms",
                "--annals.admin.username=" + House.ADMIN,
                "--annals.admin.password=" + House.ADMIN_PASSWORD,
                "--annals.master-key-file=" + folder.resolve("master.key"),
                "--annals.master-key-create=true",
                "--annals.password.argon2-memory=256",
                "--annals.password.argon2-iterations=1"));
        settings.addAll(List.of(more));
    }

    TestNats nats() {
        return nats;
    }

    RunningProcess start() {
        return RunningProcess.start("", port, folder.resolve("process.log"), "", List.of(), settings);
    }

    /** How many messages are acknowledged, as the relay has written down. */
    long acknowledged() {
        return database.queryForList("select acknowledged from relay_state", Long.class).stream()
                .findFirst()
                .orElse(0L);
    }

    /** Ids of the events that must leave, in the order of the log. */
    List<String> leaving() {
        return database.queryForList(LEAVING, String.class);
    }

    /** How many of them there are. */
    long leavingCount() {
        var count = database.queryForObject("select count(*) from (" + LEAVING + ") as leaving", Long.class);
        return count == null ? 0 : count;
    }

    /** Waits until all have left; nobody may write meanwhile. */
    void awaitAllTold() {
        var expected = leavingCount();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> acknowledged() >= expected);
    }

    /** What is in the stream and ought not to be so: nothing, where each event has left once and in its order. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        var stored = Stream.of(nats);
        var leaving = leaving();
        var told = stored.stream().map(Stored::id).toList();
        var missing = new LinkedHashSet<>(leaving);
        told.forEach(missing::remove);
        if (!missing.isEmpty()) problems.add("Never told: " + missing);
        if (told.size() != leaving.size() || Set.copyOf(told).size() != told.size())
            problems.add(leaving.size() + " events must leave, " + told.size() + " messages are in the stream");
        // Of different users the one may leave first that was stored last: what counts is the order of each.
        var versions = new HashMap<String, Long>();
        for (var message : stored) {
            var fields = Http.JSON.readTree(message.body());
            if (!List.copyOf(fields.propertyNames()).equals(FIELDS))
                problems.add("Other fields: " + fields.propertyNames());
            var expected = versions.merge(fields.path("id").asString(), 1L, Long::sum);
            var version = message.headers().get("Annals-User-Version");
            if (!Long.toString(expected).equals(version))
                problems.add("Version " + version + " instead of " + expected + " of a user");
        }
        return problems;
    }

    @Override
    public void close() {
        nats.close();
    }
}
