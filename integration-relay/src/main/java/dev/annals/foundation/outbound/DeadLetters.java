package dev.annals.foundation.outbound;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what durables gave up on, by reference. NATS tells of it once, in messages that a stream of their own holds until
 * they are noted here.
 */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int STREAM_NOT_FOUND = 10059;

    /** Which event a message was. */
    private record Which(@Nullable Long position, @Nullable UUID about) {
        static final Which FOREIGN = new Which(null, null);
    }

    /** Which stream it is, and its first sequence. */
    private record Begin(String made, long first) {}

    private final JdbcClient jdbc;
    private final ReplayTable table;
    private final ReplayStream streams;
    private @Nullable Begin lastBegin;
    private @Nullable Begin noted;

    DeadLetters(JdbcClient jdbc, ReplayTable table, ReplayStream streams) {
        this.jdbc = jdbc;
        this.table = table;
        this.streams = streams;
    }

    /** Notes what has come; answers how many. */
    int look(Connection connection) throws Exception {
        var begin = begin(connection.jetStreamManagement());
        var consumer = connection.jetStream().subscribe(null, options());
        try {
            var count = 0;
            for (var advisory : consumer.fetch(100, Duration.ofMillis(200))) {
                note(connection, advisory);
                count++;
            }
            if (count == 0) settled(connection.jetStreamManagement(), begin);
            return count;
        } finally {
            consumer.unsubscribe();
        }
    }

    /** Where the stream begins now. */
    private @Nullable Begin begin(JetStreamManagement streams) throws IOException, JetStreamApiException {
        try {
            var info = streams.getStreamInfo(this.streams.main());
            return new Begin(
                    info.getCreateTime().toInstant().toString(),
                    info.getStreamState().getFirstSequence());
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != STREAM_NOT_FOUND) throw e;
            return null;
        }
    }

    /**
     * A work queue no longer has what was given up on: which event it was is only in our own record, and that is kept
     * until it is sure that nothing more is told of it. NATS takes the message away just before it tells, so it is a look ago
     * that counts.
     */
    private void settled(JetStreamManagement streams, @Nullable Begin begin) throws IOException, JetStreamApiException {
        var advisories = streams.getConsumerInfo(this.streams.advisories(), ReplayStream.OURS);
        if (advisories.getNumPending() > 0 || advisories.getNumAckPending() > 0) return;
        var before = lastBegin;
        lastBegin = begin;
        if (before == null || before.equals(noted)) return;
        var isThere = jdbc.sql("update dead_letters_noted set made = :made, below = :below where stream = :stream")
                        .param("made", before.made())
                        .param("below", before.first())
                        .param("stream", this.streams.main())
                        .update()
                == 1;
        if (!isThere)
            jdbc.sql("insert into dead_letters_noted (stream, made, below) values (:stream, :made, :below)"
                            + " on conflict do nothing")
                    .param("made", before.made())
                    .param("below", before.first())
                    .param("stream", this.streams.main())
                    .update();
        noted = before;
    }

    private io.nats.client.PullSubscribeOptions options() {
        return io.nats.client.PullSubscribeOptions.bind(streams.advisories(), ReplayStream.OURS);
    }

    private void note(Connection connection, Message advisory) throws Exception {
        try {
            note(connection, JSON.readTree(new String(advisory.getData(), StandardCharsets.UTF_8)));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.warn("NATS told of a dead letter in words that are not understood");
        }
        advisory.ackSync(Duration.ofSeconds(5));
    }

    private void note(Connection connection, JsonNode advisory) throws Exception {
        var stream = advisory.path("stream").asString();
        var durable = advisory.path("consumer").asString();
        var sequence = advisory.path("stream_seq").asLong();
        var isTerminated = advisory.path("type").asString().endsWith("terminated");
        var which = which(connection, stream, sequence);
        var id = UUID.nameUUIDFromBytes((stream + ":" + durable + ":" + sequence).getBytes(StandardCharsets.UTF_8));
        var isNew = jdbc.sql(
                                "insert into dead_letter (id, durable, stream, sequence, log_index, about, cause, deliveries,"
                                        + " given_up_at, state) values (:id, :durable, :stream, :sequence, :position, :about,"
                                        + " :cause, :deliveries, :at, 'OPEN') on conflict do nothing")
                        .param("id", id)
                        .param("durable", durable)
                        .param("stream", stream)
                        .param("sequence", sequence)
                        .param("position", which.position(), java.sql.Types.BIGINT)
                        .param("about", which.about(), java.sql.Types.OTHER)
                        .param("cause", isTerminated ? "TERMINATED" : "MAX_DELIVERIES")
                        .param("deliveries", advisory.path("deliveries").asInt())
                        .param(
                                "at",
                                OffsetDateTime.parse(advisory.path("timestamp").asString())
                                        .withOffsetSameInstant(ZoneOffset.UTC))
                        .update()
                == 1;
        if (isNew) LOG.warn("{} gave up on message {} of {}", durable, sequence, stream);
    }

    /** Our own record first: a work queue no longer has what was terminated. */
    private Which which(Connection connection, String stream, long sequence) throws Exception {
        var known = stream.equals(streams.main()) ? published(sequence) : told(sequence);
        if (known.isPresent()) return known.get();
        try {
            var headers = connection
                    .jetStreamManagement()
                    .getMessage(stream, sequence)
                    .getHeaders();
            return headers == null ? Which.FOREIGN : ofLog(headers);
        } catch (JetStreamApiException gone) {
            return Which.FOREIGN;
        }
    }

    private Optional<Which> published(long sequence) {
        return jdbc
                .sql("select log_index, about from relay_published where sequence = :sequence")
                .param("sequence", sequence)
                .query((row, number) -> new Which(row.getLong(1), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .findFirst();
    }

    private Optional<Which> told(long sequence) {
        return table.told(sequence).map(told -> new Which(told.logIndex(), told.about()));
    }

    /** A forged message may claim any place: it must be the event that it says it is. */
    private Which ofLog(Headers headers) {
        var event = headers.getFirst("Annals-Event-Id");
        var id = event == null ? headers.getFirst(OutboundMessage.ID) : event;
        if (id == null) return Which.FOREIGN;
        return jdbc.sql("select global_index, aggregate_id from domain_event where event_id = :id")
                .param("id", id)
                .query((row, number) -> new Which(row.getLong(1), UUID.fromString(row.getString(2))))
                .optional()
                .orElse(Which.FOREIGN);
    }

    void redelivered(UUID id) {
        jdbc.sql("update dead_letter set state = 'REDELIVERED' where id = :id")
                .param("id", id)
                .update();
    }

    /** Deletes, from the replays' stream, messages to those who are to be forgotten. */
    int forget(Connection connection) throws IOException, JetStreamApiException {
        var sequences = table.toForget(1_000);
        if (sequences.isEmpty()) return 0;
        var management = connection.jetStreamManagement();
        for (var sequence : sequences) {
            try {
                management.deleteMessage(streams.replays(), sequence, true);
            } catch (JetStreamApiException gone) {
                if (gone.getApiErrorCode() != 10037 && gone.getApiErrorCode() != 10043) throw gone;
            }
        }
        table.gone(List.copyOf(sequences));
        return sequences.size();
    }
}
