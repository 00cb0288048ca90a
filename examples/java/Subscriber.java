import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A subscriber of user.events.* as it should be: nothing twice, nothing for ever, nothing unnoticed. docs/subscribers.md
 * says why. Started with the classes of pom.xml's two libraries on the class path:
 *
 * <pre>NATS_URL=nats://localhost:4222 NATS_USER=social-backend NATS_PASSWORD=… NATS_DURABLE=social-backend-consumer \
 *   java -cp … Subscriber.java</pre>
 *
 * Its «database» is a file of lines, written to the disk before a message is acknowledged. Yours is a table: one
 * transaction that notes the message's id and changes the user.
 */
public final class Subscriber {

    private static final String STREAM = setting("NATS_STREAM", "USER_EVENTS");
    private static final String DURABLE = setting("NATS_DURABLE", "social-backend-consumer");
    private static final Set<String> ACTIONS = Set.of("created", "updated", "deleted");
    private static final int MOST_DELIVERIES = 5;
    private static final JsonMapper JSON = new JsonMapper();

    public static void main(String[] arguments) throws Exception {
        var options = new Options.Builder()
                .server(setting("NATS_URL", "nats://localhost:4222"))
                .maxReconnects(-1);
        if (System.getenv("NATS_USER") != null)
            options.userInfo(System.getenv("NATS_USER"), System.getenv("NATS_PASSWORD"));
        try (Connection nats = Nats.connect(options.build());
                var journal = new Journal(Path.of(setting("JOURNAL", "journal.jsonl")))) {
            var subscriber = new Subscriber(journal);
            ConsumerContext consumer = nats.getConsumerContext(STREAM, DURABLE);
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            System.out.println("👂 Listening to " + STREAM + " as " + DURABLE);
            try (var consuming = consumer.consume(subscriber::take)) {
                // A durable that somebody deletes is noticed here: consume() itself would wait for ever.
                while (!stopped.await(5, java.util.concurrent.TimeUnit.SECONDS)) consumer.getConsumerInfo();
            }
        } catch (JetStreamApiException gone) {
            System.err.println("The durable is gone: " + gone.getMessage());
            System.exit(69);
        }
    }

    private static String setting(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }

    private final Journal journal;

    private Subscriber(Journal journal) {
        this.journal = journal;
    }

    private void take(Message message) {
        try {
            handle(message);
        } catch (IOException | RuntimeException trouble) {
            // Our own, a full disk for one: it may pass. What never passes must not keep the others waiting for ever.
            var deliveries = message.metaData().deliveredCount();
            System.err.println(message.getSubject() + ": " + trouble);
            if (deliveries >= MOST_DELIVERIES) message.term();
            else message.nakWithDelay(Duration.ofSeconds(1L << (deliveries - 1)));
        }
    }

    private void handle(Message message) throws IOException {
        var sequence = message.metaData().streamSequence();
        var id = header(message, "Nats-Msg-Id");
        if (id.isEmpty()) id = STREAM + ":" + sequence;
        if (journal.knows(id)) {
            message.ack(); // It was done, and the acknowledgement got lost.
            return;
        }
        Event event;
        try {
            event = Event.of(message);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            // The next delivery would be the same bytes. Annals keeps a note of it: ./annals dead-letters
            journal.write(new Line(id).with("poison", unreadable.getClass().getSimpleName()).with("sequence", sequence));
            System.err.println("☠  " + message.getSubject() + " " + sequence + " is unreadable and will stay so");
            message.term();
            return;
        }
        var known = journal.versionOf(event.id());
        if (event.version() <= known) {
            journal.write(new Line(id).with("old", true));
            message.ack(); // Later news of this user is there already, and each message tells him whole.
            return;
        }
        // One more than known, or the first one of a snapshot, which tells where he is now.
        var isGap = event.version() > known + 1 && header(message, "Annals-Snapshot").isEmpty();
        if (isGap) {
            System.err.println("⚠  " + event.id() + ": after version " + known + " comes " + event.version()
                    + ". Nothing of what he is now is missing");
        }
        System.out.println("📨 Received: " + event.action() + " - " + event.username());
        var line = new Line(id).with("id", event.id()).with("version", event.version()).with("action", event.action());
        journal.write(isGap ? line.with("gap", true) : line);
        message.ack();
    }

    private static String header(Message message, String name) {
        return message.hasHeaders() && message.getHeaders().containsKey(name)
                ? message.getHeaders().getFirst(name)
                : "";
    }

    /** What a message says, or an exception for what will never be one, however often it comes. */
    record Event(String id, String email, String username, String action, long version) {

        static Event of(Message message) {
            var json = JSON.readTree(message.getData());
            var event = new Event(
                    text(json, "id"),
                    text(json, "email"),
                    text(json, "username"),
                    text(json, "action"),
                    Long.parseLong(header(message, "Annals-User-Version")));
            if (!ACTIONS.contains(event.action)) throw new IllegalArgumentException("An action nobody knows");
            if (event.version < 1) throw new IllegalArgumentException("No version");
            return event;
        }

        private static String text(JsonNode json, String name) {
            var value = json.path(name);
            if (!value.isString()) throw new IllegalArgumentException(name + " is no text");
            return value.stringValue();
        }
    }

    /** One line of the journal. */
    record Line(Map<String, Object> values) {

        Line(String message) {
            this(new LinkedHashMap<>(Map.of("message", message)));
        }

        Line with(String name, Object value) {
            values.put(name, value);
            return this;
        }
    }

    /** What has been done, and where each user is; read again at each start. */
    static final class Journal implements AutoCloseable {

        private final Set<String> ids = new HashSet<>();
        private final Map<String, Long> versions = new HashMap<>();
        private final FileChannel file;
        private final Writer writer;

        Journal(Path path) throws IOException {
            var text = Files.exists(path) ? Files.readString(path) : "";
            // A line without its end was being written when the power went: its message comes again.
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().map(JSON::readTree).forEach(this::know);
            file = new RandomAccessFile(path.toFile(), "rw").getChannel();
            file.truncate(whole.getBytes(UTF_8).length);
            file.position(file.size());
            writer = new OutputStreamWriter(Channels.newOutputStream(file), UTF_8);
        }

        private void know(JsonNode line) {
            ids.add(line.path("message").asString());
            if (line.has("id")) versions.put(line.get("id").asString(), line.get("version").asLong());
        }

        boolean knows(String message) {
            return ids.contains(message);
        }

        long versionOf(String user) {
            return versions.getOrDefault(user, 0L);
        }

        void write(Line line) throws IOException {
            var json = JSON.valueToTree(line.values());
            writer.write(json + "\n");
            writer.flush();
            file.force(true);
            know((JsonNode) json);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
