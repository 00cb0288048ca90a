package dev.annals.user.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.TestNats;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The programs under examples/ against a real server. Seen red: without the comparison of versions the second test counts
 * three; with {@code nak()} in place of {@code term()} the third never ends.
 */
class ExampleSubscribersTest {

    enum Language {
        NODE,
        JAVA
    }

    private static final String DURABLE = "shop";
    private static TestNats nats;
    private static Connection relay;
    private static JetStreamManagement management;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        nats = TestNats.started();
        relay = nats.connect();
        management = relay.jetStreamManagement();
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
        nats.close();
    }

    private SubscriberProgram started(Language language) throws Exception {
        var environment = Map.of(
                "NATS_URL", nats.url(),
                "NATS_STREAM", stream(language),
                "NATS_DURABLE", DURABLE,
                "JOURNAL", folder.resolve("journal.jsonl").toString());
        var program = SubscriberProgram.start(
                folder,
                environment,
                switch (language) {
                    case NODE -> {
                        SubscriberProgram.nodeModules();
                        yield List.of(
                                "node",
                                SubscriberProgram.EXAMPLES
                                        .resolve("node/subscriber.js")
                                        .toString());
                    }
                    case JAVA ->
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SubscriberProgram.EXAMPLES
                                        .resolve("java/Subscriber.java")
                                        .toString());
                });
        program.awaitOutput("Listening");
        return program;
    }

    private static String stream(Language language) {
        return "OF_" + language;
    }

    private static void freshStream(Language language) throws Exception {
        if (management.getStreamNames().contains(stream(language))) management.deleteStream(stream(language));
        management.addStream(StreamConfiguration.builder()
                .name(stream(language))
                .subjects(language + ".events.*")
                .duplicateWindow(Duration.ofMillis(100))
                .build());
        management.addOrUpdateConsumer(
                stream(language),
                ConsumerConfiguration.builder()
                        .durable(DURABLE)
                        .ackPolicy(AckPolicy.Explicit)
                        .ackWait(Duration.ofSeconds(2))
                        .build());
    }

    private static void publish(Language language, String messageId, String version, String body) throws Exception {
        var headers = new Headers().put("Nats-Msg-Id", messageId);
        if (!version.isEmpty()) headers.put("Annals-User-Version", version);
        // The same id counts again once the server has forgotten it.
        await().until(() -> !relay.jetStream()
                .publish(language + ".events.created", headers, body.getBytes(UTF_8))
                .isDuplicate());
    }

    private static String user(String id, String action) {
        return """
                {"id":"%s","email":"%s@example.com","username":"%s","action":"%s","request_id":"r",\
                "timestamp":"2026-11-21T06:00:00Z","service_name":"gofiber-auth"}""".formatted(id, id, id, action);
    }

    private List<JsonNode> journal() throws IOException {
        var file = folder.resolve("journal.jsonl");
        if (!Files.exists(file)) return List.of();
        var text = Files.readString(file);
        var json = JsonMapper.shared();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> (JsonNode) json.readTree(line))
                .toList();
    }

    private static void awaitAllAcknowledged(Language language) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var consumer = management.getConsumerInfo(stream(language), DURABLE);
            return consumer.getNumPending() == 0 && consumer.getNumAckPending() == 0;
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPublishedIsHandledInOrderAndAcknowledged(Language language) throws Exception {
        freshStream(language);
        try (var program = started(language)) {
            publish(language, "1", "1", user("ann", "created"));
            publish(language, "2", "2", user("ann", "updated"));
            publish(language, "3", "3", user("ann", "deleted"));
            awaitAllAcknowledged(language);
            program.awaitOutput("Received: deleted - ann");
        }
        assertThat(journal())
                .extracting(line -> line.path("action").asString() + line.path("version"))
                .containsExactly("created1", "updated2", "deleted3");
    }

    @ParameterizedTest
    @EnumSource
    void whatComesTwiceIsHandledOnce(Language language) throws Exception {
        freshStream(language);
        publish(language, "1", "1", user("ann", "created"));
        publish(language, "2", "2", user("ann", "updated"));
        publish(language, "1", "1", user("ann", "created"));
        publish(language, "other-id", "1", user("ann", "created"));
        try (var ignored = started(language)) {
            awaitAllAcknowledged(language);
        }
        assertThat(journal().stream().filter(line -> line.has("action"))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeReadIsPutAsideAndHoldsUpNobody(Language language) throws Exception {
        freshStream(language);
        var bad = List.of(
                "{\"id\":",
                "",
                "null",
                "[]",
                "\"text\"",
                "{}",
                user("ann", "promoted"),
                user("ann", "created").replace("\"ann\"", "7"));
        for (var n = 0; n < bad.size(); n++) publish(language, "bad-" + n, "1", bad.get(n));
        publish(language, "no-version", "", user("ann", "created"));
        publish(language, "version-zero", "0", user("ann", "created"));
        publish(language, "good", "1", user("ann", "created"));
        try (var ignored = started(language)) {
            awaitAllAcknowledged(language);
        }
        assertThat(journal().stream().filter(line -> line.has("poison"))).hasSize(bad.size() + 2);
        assertThat(journal().getLast().path("action").asString()).isEqualTo("created");
        assertThat(management.getConsumerInfo(stream(language), DURABLE).getRedelivered())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingVersionIsNoticedAndOneWhoStartsWithASnapshotMissesNothing(Language language) throws Exception {
        freshStream(language);
        publish(language, "1", "1", user("ann", "created"));
        publish(language, "3", "3", user("ann", "updated"));
        publish(language, "4", "4", user("ann", "updated"));
        var headers = new Headers().put("Annals-User-Version", "7").put("Annals-Snapshot", "1");
        relay.jetStream()
                .publish(
                        language + ".events.created",
                        headers,
                        user("bob", "created").getBytes(UTF_8));
        try (var ignored = started(language)) {
            awaitAllAcknowledged(language);
        }
        assertThat(journal())
                .extracting(line -> line.path("gap").asBoolean(false))
                .containsExactly(false, true, false, false);
    }

    @ParameterizedTest
    @EnumSource
    void whoIsKilledInTheMiddleGoesOnWithoutRepeating(Language language) throws Exception {
        freshStream(language);
        for (var n = 0; n < 300; n++) {
            var headers = new Headers().put("Nats-Msg-Id", "m" + n).put("Annals-User-Version", "1");
            relay.jetStream()
                    .publish(
                            language + ".events.created",
                            headers,
                            user("u" + n, "created").getBytes(UTF_8));
        }
        for (var seen : List.of(30, 120)) {
            try (var program = started(language)) {
                await().pollInterval(Duration.ofMillis(2)).until(() -> journal().size() >= seen);
                program.kill();
            }
        }
        try (var ignored = started(language)) {
            awaitAllAcknowledged(language);
        }
        assertThat(journal())
                .extracting(line -> line.path("id").asString())
                .hasSize(300)
                .doesNotHaveDuplicates();
    }
}
