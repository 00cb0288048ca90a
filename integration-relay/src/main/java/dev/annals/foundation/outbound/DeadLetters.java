package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.GivenUpEvents.Which;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what durables gave up on, by reference. NATS tells of it once, in messages that a stream of their own holds until
 * they are noted here.
 */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int STREAM_NOT_FOUND = 10059;
    private static final Duration NOT_YET = Duration.ofSeconds(1);

    /** Which stream it is, and its first sequence. */
    private record Begin(String made, long first) {}

    private final JdbcClient jdbc;
    private final ReplayTable table;
    private final ReplayStream streams;
    private final GivenUpEvents events;
    private @Nullable Begin lastBegin;
    private @Nullable Begin noted;

    DeadLetters(JdbcClient jdbc, ReplayTable table, ReplayStream streams) {
        this.jdbc = jdbc;
        this.table = table;
        this.streams = streams;
        this.events = new GivenUpEvents(jdbc, streams.main());
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
            var said = GivenUp.read(JSON.readTree(new String(advisory.getData(), StandardCharsets.UTF_8)));
            var which = events.of(connection.jetStreamManagement(), said);
            if (which.isEmpty()) {
                advisory.nakWithDelay(NOT_YET);
                return;
            }
            note(said, which.get());
        } catch (JacksonException | IllegalArgumentException | DateTimeException unreadable) {
            LOG.warn("NATS told of a dead letter in words that are not understood");
        }
        advisory.ackSync(Duration.ofSeconds(5));
    }

    private void note(GivenUp said, Which which) {
        var isNew =
                jdbc.sql("insert into dead_letter (id, durable, stream, sequence, log_index, about, cause, deliveries,"
                                        + " given_up_at, state) values (:id, :durable, :stream, :sequence, :position, :about,"
                                        + " :cause, :deliveries, :at, 'OPEN') on conflict do nothing")
                                .param("id", said.id(which.era()))
                                .param("durable", said.durable())
                                .param("stream", said.stream())
                                .param("sequence", said.sequence())
                                .param("position", which.position(), java.sql.Types.BIGINT)
                                .param("about", which.about(), java.sql.Types.OTHER)
                                .param("cause", said.isTerminated() ? "TERMINATED" : "MAX_DELIVERIES")
                                .param("deliveries", said.deliveries())
                                .param("at", said.at().atOffset(ZoneOffset.UTC))
                                .update()
                        == 1;
        if (isNew) LOG.warn("{} gave up on message {} of {}", said.durable(), said.sequence(), said.stream());
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
