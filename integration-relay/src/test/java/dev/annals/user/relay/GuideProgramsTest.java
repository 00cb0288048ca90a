package dev.annals.user.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.TestNats;
import io.nats.client.Connection;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Auth Service guide's programs, letter by letter but for the host, the durable and, in Node's, the types. */
class GuideProgramsTest {

    private static final String DURABLE = "guide-consumer";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = RetentionPolicy.class,
            names = {"Limits", "WorkQueue"})
    void theNodeProgramReceivesAndAcknowledges(RetentionPolicy retention) throws Exception {
        var modules = SubscriberProgram.nodeModules();
        try (var nats = TestNats.started();
                var relay = nats.connect()) {
            makeStream(relay, retention);
            makePullDurable(relay);
            publishThree(relay);
            var program = write("subscriber.cjs", withoutTypes(changed("subscriber.ts", nats)));
            try (var running = SubscriberProgram.start(
                    folder, Map.of("NODE_PATH", modules.toString()), List.of("node", program.toString()))) {
                receives(running, relay);
            }
        }
    }

    /** It makes its durable itself, a push consumer: the name must be a new one. */
    @ParameterizedTest
    @EnumSource(
            value = RetentionPolicy.class,
            names = {"Limits", "WorkQueue"})
    void thePythonProgramReceivesAndAcknowledges(RetentionPolicy retention) throws Exception {
        var python = SubscriberProgram.python();
        try (var nats = TestNats.started();
                var relay = nats.connect()) {
            makeStream(relay, retention);
            publishThree(relay);
            var program = write("subscriber.py", changed("subscriber.py", nats));
            try (var running =
                    SubscriberProgram.start(folder, Map.of(), List.of(python.toString(), "-u", program.toString()))) {
                receives(running, relay);
            }
        }
    }

    /** It makes its durable itself too. Tried with nats.go 1.22.1 as Debian packages it. */
    @ParameterizedTest
    @EnumSource(
            value = RetentionPolicy.class,
            names = {"Limits", "WorkQueue"})
    void theGoProgramReceivesAndAcknowledges(RetentionPolicy retention) throws Exception {
        try (var nats = TestNats.started();
                var relay = nats.connect()) {
            makeStream(relay, retention);
            publishThree(relay);
            var program = SubscriberProgram.compiledGo(write("subscriber.go", changed("subscriber.go", nats)));
            try (var running = SubscriberProgram.start(folder, Map.of(), List.of(program.toString()))) {
                running.awaitOutput("New user: john_doe");
                running.awaitOutput("Updated user: john_doe");
                running.awaitOutput("Deleted user: john_doe");
                acknowledges(relay, DURABLE);
            }
        }
    }

    /** A wider account changes nothing for it either: it needs its name and its password. */
    @org.junit.jupiter.api.Test
    void theNodeProgramNeedsOnlyANameAndAPasswordWhereAccountsAreApart() throws Exception {
        var modules = SubscriberProgram.nodeModules();
        try (var nats = new DeployedNats()) {
            var relay = nats.relay();
            makeStream(relay, RetentionPolicy.Limits);
            makePullDurable(relay, "social-backend-consumer");
            publishThree(relay);
            var text = withoutTypes(resource("subscriber.ts"))
                    .replace(
                            "servers: 'nats://localhost:4222'",
                            "servers: '" + nats.url() + "', user: 'social-backend', pass: '" + DeployedNats.PASSWORD
                                    + "'");
            var program = write("subscriber.cjs", text);
            try (var running = SubscriberProgram.start(
                    folder, Map.of("NODE_PATH", modules.toString()), List.of("node", program.toString()))) {
                receives(running, relay, "social-backend-consumer");
            }
        }
    }

    private static void makeStream(Connection relay, RetentionPolicy retention) throws Exception {
        relay.jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("USER_EVENTS")
                        .subjects(UserMessages.SUBJECTS)
                        .retentionPolicy(retention)
                        .build());
    }

    private static void makePullDurable(Connection relay) throws Exception {
        makePullDurable(relay, DURABLE);
    }

    private static void makePullDurable(Connection relay, String name) throws Exception {
        relay.jetStreamManagement()
                .addOrUpdateConsumer(
                        "USER_EVENTS",
                        ConsumerConfiguration.builder()
                                .durable(name)
                                .ackPolicy(AckPolicy.Explicit)
                                .build());
    }

    private static void publishThree(Connection relay) throws Exception {
        for (var action : List.of("created", "updated", "deleted")) {
            var body = """
                    {"id":"4017047b-9360-491a-bcc6-8bc9a91d9086","email":"","username":"john_doe","action":"%s",\
                    "request_id":"4017047b-9360-491a-bcc6-8bc9a91d9087","timestamp":"2026-11-21T06:00:00Z",\
                    "service_name":"gofiber-auth"}""".formatted(action);
            var headers = new Headers().put("Nats-Msg-Id", action).put("Annals-User-Version", "1");
            relay.jetStream().publish("user.events." + action, headers, body.getBytes(UTF_8));
        }
    }

    private static void receives(SubscriberProgram running, Connection relay) throws Exception {
        receives(running, relay, DURABLE);
    }

    private static void receives(SubscriberProgram running, Connection relay, String durable) throws Exception {
        for (var action : List.of("created", "updated", "deleted")) {
            running.awaitOutput("📨 Received: " + action + " - john_doe");
        }
        acknowledges(relay, durable);
    }

    private static void acknowledges(Connection relay, String durable) throws Exception {
        var management = relay.jetStreamManagement();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var consumer = management.getConsumerInfo("USER_EVENTS", durable);
            assertThat(consumer.getAckFloor().getStreamSequence()).isEqualTo(3);
            assertThat(consumer.getNumAckPending()).isZero();
        });
    }

    private static String changed(String name, TestNats nats) throws IOException {
        return resource(name).replace("nats://localhost:4222", nats.url()).replace("social-backend-consumer", DURABLE);
    }

    /** What makes a JavaScript of the guide's mixture of it and TypeScript. */
    private static String withoutTypes(String text) {
        return text.replaceAll("(?s)interface UserEvent \\{.*?\\n\\}", "").replace(": UserEvent", "");
    }

    private static String resource(String name) throws IOException {
        try (var text = GuideProgramsTest.class.getResourceAsStream("/guide/" + name)) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
