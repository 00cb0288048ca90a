package dev.annals.user.relay;

import static dev.annals.user.relay.DeployedNats.PASSWORD;
import static dev.annals.user.relay.DeployedNats.PASSWORDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what on a server with the files of deploy/nats. Before, with all users in
 * one account and permissions for each, the server wrote what {@link #noAnswerIsLedOntoTheStream} asks for into the stream.
 */
class NatsAccountsTest {

    private static final String MINE = "social-backend-consumer";
    private static final String OTHERS = "second-shop-consumer";
    private static DeployedNats nats;
    private static JetStreamManagement management;

    @BeforeAll
    static void threeMessagesForTwoSubscribers() throws Exception {
        nats = new DeployedNats();
        var relay = nats.relay();
        management = relay.jetStreamManagement();
        for (var name : List.of("USER_EVENTS", "USER_EVENTS_REPLAY")) {
            management.addStream(StreamConfiguration.builder()
                    .name(name)
                    .subjects(name.equals("USER_EVENTS") ? "user.events.*" : "user.replay.*")
                    .retentionPolicy(RetentionPolicy.Limits)
                    .build());
        }
        for (var name : List.of(MINE, OTHERS)) {
            management.addOrUpdateConsumer(
                    "USER_EVENTS",
                    ConsumerConfiguration.builder()
                            .durable(name)
                            .ackPolicy(AckPolicy.Explicit)
                            .build());
        }
        for (var n = 0; n < 3; n++) relay.jetStream().publish("user.events.created", new byte[] {(byte) ('0' + n)});
    }

    @AfterAll
    static void stop() throws Exception {
        nats.close();
    }

    /** What was there before any attack, and nothing else. */
    private static void nothingHasChanged() throws Exception {
        var stream = management.getStreamInfo("USER_EVENTS");
        assertThat(stream.getStreamState().getLastSequence()).isEqualTo(3);
        assertThat(stream.getStreamState().getMsgCount()).isEqualTo(3);
        assertThat(stream.getConfiguration().getDescription()).isNull();
        assertThat(management.getConsumerNames("USER_EVENTS")).containsExactlyInAnyOrder(MINE, OTHERS);
        assertThat(management.getStreamNames()).containsExactlyInAnyOrder("USER_EVENTS", "USER_EVENTS_REPLAY");
        assertThat(management
                        .getStreamInfo("USER_EVENTS_REPLAY")
                        .getStreamState()
                        .getLastSequence())
                .isZero();
        assertThat(management
                        .getConsumerInfo("USER_EVENTS", OTHERS)
                        .getDelivered()
                        .getStreamSequence())
                .isZero();
    }

    @Test
    void aSubscriberReadsAndAcknowledgesItsOwnDurable() throws Exception {
        var connection = nats.as("social-backend").connection();
        var consumer = connection.getConsumerContext("USER_EVENTS", MINE);
        for (var n = 0; n < 3; n++) {
            var message = consumer.next(Duration.ofSeconds(5));
            assertThat(new String(message.getData(), UTF_8)).isEqualTo(String.valueOf(n));
            message.ackSync(Duration.ofSeconds(5));
        }
        assertThat(management.getConsumerInfo("USER_EVENTS", MINE).getNumAckPending())
                .isZero();
        nothingHasChanged();
    }

    static Stream<String> forbidden() {
        return Stream.of(
                "user.events.created",
                "user.events.deleted",
                "user.replay." + MINE,
                "$JS.API.STREAM.DELETE.USER_EVENTS",
                "$JS.API.STREAM.PURGE.USER_EVENTS",
                "$JS.API.STREAM.UPDATE.USER_EVENTS",
                "$JS.API.STREAM.CREATE.MORE",
                "$JS.API.STREAM.MSG.DELETE.USER_EVENTS",
                "$JS.API.STREAM.SNAPSHOT.USER_EVENTS",
                "$JS.API.STREAM.RESTORE.USER_EVENTS",
                "$JS.API.STREAM.LEADER.STEPDOWN.USER_EVENTS",
                "$JS.API.CONSUMER.CREATE.USER_EVENTS",
                "$JS.API.CONSUMER.CREATE.USER_EVENTS.mine",
                "$JS.API.CONSUMER.DURABLE.CREATE.USER_EVENTS.mine",
                "$JS.API.CONSUMER.DURABLE.CREATE.USER_EVENTS." + OTHERS,
                "$JS.API.CONSUMER.DELETE.USER_EVENTS." + OTHERS,
                "$JS.API.CONSUMER.DELETE.USER_EVENTS." + MINE,
                "$JS.API.CONSUMER.LEADER.STEPDOWN.USER_EVENTS." + OTHERS,
                "$JS.API.CONSUMER.MSG.NEXT.USER_EVENTS." + OTHERS,
                "$JS.ACK.USER_EVENTS." + OTHERS + ".1.1.1.1763700000000000000.0",
                "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.USER_EVENTS." + OTHERS);
    }

    private static byte[] bodyOf(String subject) {
        if (subject.contains("STREAM.UPDATE") || subject.contains("STREAM.CREATE")) {
            var name = subject.substring(subject.lastIndexOf('.') + 1);
            return ("{\"name\":\"" + name + "\",\"subjects\":[\"" + (name.equals("MORE") ? "more.*" : "user.events.*")
                            + "\"],\"retention\":\"limits\",\"storage\":\"file\",\"discard\":\"old\",\"max_consumers\":-1,"
                            + "\"max_msgs\":-1,\"max_bytes\":-1,\"num_replicas\":1,\"description\":\"forged\"}")
                    .getBytes(UTF_8);
        }
        if (subject.contains("CONSUMER.CREATE") || subject.contains("CONSUMER.DURABLE")) {
            return ("{\"stream_name\":\"USER_EVENTS\",\"config\":{\"durable_name\":\"mine\",\"ack_policy\":\"explicit\","
                            + "\"deliver_policy\":\"all\",\"replay_policy\":\"instant\"}}")
                    .getBytes(UTF_8);
        }
        return subject.contains("MSG.DELETE") ? "{\"seq\":1}".getBytes(UTF_8) : new byte[0];
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aSubscriberCanDoNothingElse(String subject) throws Exception {
        attempt("social-backend", subject);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void theOperatorChangesNothing(String subject) throws Exception {
        attempt("operator", subject);
    }

    private static void attempt(String user, String subject) throws Exception {
        var client = nats.as(user);
        var answer = client.connection().request(subject, bodyOf(subject), Duration.ofMillis(120));
        assertThat(answer == null || answer.isStatusMessage()).isTrue();
        nothingHasChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$JS.API.STREAM.LIST",
                "$JS.API.STREAM.MSG.GET.USER_EVENTS",
                "$JS.API.CONSUMER.INFO.USER_EVENTS." + OTHERS
            })
    void aSubscriberSeesNothingButItsDurable(String subject) throws Exception {
        var body = "{\"seq\":1}".getBytes(UTF_8);
        var answer = nats.as("social-backend").connection().request(subject, body, Duration.ofMillis(120));
        assertThat(answer == null || answer.isStatusMessage()).isTrue();
    }

    /** A request names where its answer is to go, and no permission is asked for that. */
    @ParameterizedTest
    @ValueSource(
            strings = {"$JS.API.CONSUMER.INFO.USER_EVENTS." + MINE, "$JS.API.CONSUMER.MSG.NEXT.USER_EVENTS." + MINE})
    void noAnswerIsLedOntoTheStream(String request) throws Exception {
        var client = nats.as("social-backend").connection();
        var own = client.subscribe("user.events.created");
        client.publish(request, "user.events.created", new byte[0]);
        var answer = own.nextMessage(Duration.ofSeconds(5));
        assertThat(answer).isNotNull();
        if (answer.isJetStream()) answer.nak();
        nothingHasChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "user.events.*", "_INBOX.>", "$JS.>", "$SYS.>", "_R_.>"})
    void whoeverListensToEverythingHearsNobodyElse(String subject) throws Exception {
        var heard = new ArrayList<String>();
        var client = nats.as("social-backend").connection();
        var dispatcher = client.createDispatcher(message -> heard.add(message.getSubject()));
        dispatcher.subscribe(subject);
        client.flush(Duration.ofSeconds(5));

        // Traffic of everybody else: an inbox of ours, an inbox of the other, a delivery.
        management.getStreamInfo("USER_EVENTS");
        var other = nats.as("second-shop").connection();
        other.request("$JS.API.CONSUMER.INFO.USER_EVENTS." + OTHERS, new byte[0], Duration.ofSeconds(5));
        nats.as("operator").connection().request("$JS.API.STREAM.INFO.USER_EVENTS", new byte[0], Duration.ofSeconds(5));
        client.flush(Duration.ofSeconds(5));

        assertThat(heard).isEmpty();
    }

    @Test
    void theOperatorReadsWhatStandsInAStream() throws Exception {
        var operator = nats.as("operator").connection().jetStreamManagement();
        assertThat(operator.getMessage("USER_EVENTS", 2).getData()).asString().isEqualTo("1");
        assertThat(operator.getConsumerInfo("USER_EVENTS", OTHERS).getName()).isEqualTo(OTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$JS.API.STREAM.DELETE.USER_EVENTS",
                "$JS.API.STREAM.PURGE.USER_EVENTS",
                "$JS.API.CONSUMER.MSG.NEXT.USER_EVENTS." + OTHERS,
                "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.USER_EVENTS." + OTHERS,
                "user.events.created.more"
            })
    void notEvenAnnalsMayDoThat(String subject) throws Exception {
        var relay = nats.connect("annals", PASSWORD, "_INBOX_annals.");
        try (var connection = relay.connection()) {
            connection.publish(subject, new byte[0]);
            connection.flush(Duration.ofSeconds(5));
            await().until(() -> relay.refusals().stream().anyMatch(error -> error.contains("Permissions Violation")));
        }
        nothingHasChanged();
    }

    @Test
    void annalsReadsNobodysInbox() throws Exception {
        var relay = nats.connect("annals", PASSWORD, "_INBOX_annals.");
        try (var connection = relay.connection()) {
            connection.subscribe("_INBOX.>");
            connection.flush(Duration.ofSeconds(5));
            await().until(() -> relay.refusals().stream().anyMatch(error -> error.contains("Permissions Violation")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"annals", "operator", "social-backend", "nobody", ""})
    void nobodyComesInWithoutAPassword(String user) {
        for (var password : List.of("", "wrong")) {
            assertThatThrownBy(() -> nats.connect(user, password, "_INBOX."))
                    .as("'%s' with '%s'", user, password)
                    .hasMessageContaining("Authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcdef\" }", "$HOME"})
    void theServerDoesNotStartWithABadPassword(String password) throws Exception {
        var folder = Files.createTempDirectory("refused-nats");
        var passwords = new HashMap<>(PASSWORDS);
        passwords.put("SOCIAL_BACKEND_PASSWORD", password);
        var process = DeployedNats.start(DeployedNats.files(), folder, 0, passwords);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(folder.resolve("server.log")).content().contains("SOCIAL_BACKEND_PASSWORD");
    }

    /** Only newer servers know the setting that makes an acknowledgement mean «on the disk»; they get it. */
    @Test
    void whatIsAcknowledgedIsOnTheDiskWhereTheServerKnowsHow() throws Exception {
        assertThat(DeployedNats.files().resolve("nats-server.conf")).content().contains("include \"sync.conf\"");
        assertThat(DeployedNats.files().resolve("sync.conf")).content().contains("sync_interval: always");
    }
}
