package bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a log as long as one likes, quickly: some people do by requests whatever fills it, then their visits are written
 * again and again with ids of their own, as the real serializer wrote them, with what the write side keeps of them. Chain,
 * seals and read models follow by themselves, as in life; so every table is what a fold of the log says.
 */
final class LongLog {

    private static final int LIVES = 200;
    private static final int REFRESHES = 5;
    private static final int CHUNK = 50_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HexFormat HEX = HexFormat.of();
    private static final String COPY = "COPY domain_event (event_id, aggregate_type, aggregate_id, sequence_number,"
            + " payload_type, payload_revision, payload, metadata, recorded_at) FROM STDIN";

    /** An event of somebody that was really written. */
    private record Written(
            String aggregateType, String stream, String type, String revision, String payload, String metadata) {

        JsonNode says() {
            return JSON.readTree(payload);
        }
    }

    /** Somebody and his last visit. */
    private static final class Life {

        private final Map<String, Written> events = new HashMap<>();
        private long userSequence;
        private long roleSequence;
        private long version;
        private long epochs;
    }

    private final DurablePostgres database;
    private final Requests requests;
    private final List<String> people = new ArrayList<>();

    LongLog(DurablePostgres database, Requests requests) {
        this.database = database;
        this.requests = requests;
    }

    /** Those whose visits make the log long. */
    List<String> people() {
        return people;
    }

    /** Makes the log this long. */
    void fill(int wanted) throws Exception {
        for (var life = 0; life < LIVES; life++) people.add(requests.live());
        var lives = new ArrayList<Life>();
        for (var user : people) lives.add(remembered(user));
        var missing = wanted - Integer.parseInt(database.ask("select count(*) from domain_event"));
        var last = OffsetDateTime.parse(database.ask("select to_char(max(recorded_at) at time zone 'UTC',"
                + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from domain_event"));
        var visits = new Visits(last);
        for (var turn = 0; missing > 0; turn++) {
            missing -= visits.add(lives.get(turn % lives.size()), turn % 2 == 0);
            if (visits.size() >= CHUNK || missing <= 0) visits.write();
        }
        for (var at = 0; at < lives.size(); at++)
            database.tell("update access_state set epoch = epoch + " + lives.get(at).epochs + " where user_id = '"
                    + people.get(at) + "'");
        database.tell("vacuum analyze");
    }

    /** Read models, chain and seals have everything. */
    void awaitFollowed(Duration patience) throws Exception {
        var head = Long.parseLong(database.ask("select max(global_index) from domain_event"));
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> requests.behind(head) == 0
                        && Long.parseLong(database.ask("select coalesce(max(log_index), 0) from audit_seal")) >= head);
        database.tell("vacuum analyze");
    }

    private Life remembered(String user) throws SQLException {
        var life = new Life();
        try (var connection = database.connect();
                var statement = connection.prepareStatement("select aggregate_type, aggregate_id, payload_type,"
                        + " payload_revision, payload, metadata, sequence_number from domain_event"
                        + " where convert_from(payload, 'UTF8') like ? order by global_index")) {
            statement.setString(1, "%" + user + "%");
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var written = new Written(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            new String(row.getBytes(5), UTF_8),
                            new String(row.getBytes(6), UTF_8));
                    life.events.put(written.type(), written);
                    if (written.stream().equals(user)) life.userSequence = row.getLong(7);
                    if (written.type().startsWith("role.")) life.roleSequence = row.getLong(7);
                }
            }
        }
        life.version =
                life.events.get("user.profile-changed").says().path("version").asLong();
        return life;
    }

    /** What is to be written next. */
    private final class Visits {

        private final StringBuilder events = new StringBuilder();
        private final StringBuilder sessions = new StringBuilder();
        private OffsetDateTime at;
        private int size;

        Visits(OffsetDateTime last) {
            at = last;
        }

        int size() {
            return size;
        }

        /** Answers how many events it is. */
        int add(Life life, boolean roles) {
            var before = size;
            var started = life.events.get("session.started");
            var session = started.says().path("sessionId").asString();
            var now = UUID.randomUUID().toString();
            add(started, session, now, 0, started.payload());
            for (var number = 1; number <= REFRESHES; number++) {
                var refreshed = life.events.get("session.refreshed");
                add(refreshed, session, now, number, numbered(refreshed.payload(), "number", number + 1L));
            }
            var changed = life.events.get("user.profile-changed");
            add(changed, session, now, ++life.userSequence, numbered(changed.payload(), "version", ++life.version));
            if (roles)
                for (var role : List.of("role.granted", "role.revoked")) {
                    var event = life.events.get(role);
                    add(event, session, now, ++life.roleSequence, event.payload());
                    life.epochs++;
                }
            var ended = life.events.get("session.ended");
            add(ended, session, now, REFRESHES + 1L, ended.payload());
            sessions.append(now)
                    .append('\t')
                    .append(started.says().path("userId").asString())
                    .append("\tt\n");
            return size - before;
        }

        private void add(Written event, String session, String now, long sequence, String payload) {
            size++;
            at = at.plus(1, ChronoUnit.MICROS);
            var metadata = event.metadata();
            for (var id : List.of("request_id", "causation_id")) {
                var value = JSON.readTree(metadata).path(id).asString("");
                if (!value.isEmpty())
                    metadata = metadata.replace(value, UUID.randomUUID().toString());
            }
            events.append(UUID.randomUUID())
                    .append('\t')
                    .append(event.aggregateType())
                    .append('\t')
                    .append(event.stream().replace(session, now))
                    .append('\t')
                    .append(sequence)
                    .append('\t')
                    .append(event.type())
                    .append('\t')
                    .append(event.revision());
            for (var text : List.of(payload.replace(session, now), metadata.replace(session, now)))
                events.append("\t\\\\x").append(HEX.formatHex(text.getBytes(UTF_8)));
            events.append('\t').append(at).append('\n');
        }

        private static String numbered(String payload, String property, long number) {
            return payload.replaceFirst("\"" + property + "\":\\d+", "\"" + property + "\":" + number);
        }

        void write() throws Exception {
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                var copy = connection.unwrap(PGConnection.class).getCopyAPI();
                copy.copyIn(COPY, new StringReader(events.toString()));
                copy.copyIn("COPY session_access FROM STDIN", new StringReader(sessions.toString()));
                connection.commit();
            }
            events.setLength(0);
            sessions.setLength(0);
            size = 0;
        }
    }
}
