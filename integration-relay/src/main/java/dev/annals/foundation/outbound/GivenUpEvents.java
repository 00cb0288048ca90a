package dev.annals.foundation.outbound;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out which event it was that a durable gave up on. A sequence means something in one stream only, and there only
 * since it was given: what cannot have been that message is never taken for it.
 */
final class GivenUpEvents {

    /**
     * Which event a message was; position and user are absent where that is not known, or it was none of ours.
     *
     * @param era when the stream was made in which it stood; what NATS calls its notice where that was another one
     */
    record Which(
            String era, @Nullable Long position, @Nullable UUID about) {

        static Which unknown(String era) {
            return new Which(era, null, null);
        }
    }

    private static final int STREAM_NOT_FOUND = 10059;

    private final JdbcClient jdbc;
    private final String main;

    GivenUpEvents(JdbcClient jdbc, String main) {
        this.jdbc = jdbc;
        this.main = main;
    }

    /** Absent while the relay has not looked yet at the stream as it is now. */
    Optional<Which> of(JetStreamManagement streams, GivenUp said) throws IOException, JetStreamApiException {
        var made = made(streams, said.stream());
        // The stream that it was about is gone. What that still held is told again, to whoever gave up on it as well.
        if (made == null || said.at().isBefore(made)) return Optional.of(Which.unknown(said.notice()));
        var message = message(streams, said);
        if (message != null && message.getTime().toInstant().isAfter(said.at()))
            return Optional.of(Which.unknown(said.notice()));
        var isMain = said.stream().equals(main);
        if (isMain && isGivenAnew(made, said)) return Optional.of(Which.unknown(said.notice()));
        // Our own record first: a forged message may claim to be any event.
        var recorded = isMain ? published(made, said) : told(made, said);
        if (recorded.isPresent()) return recorded;
        if (message != null) return Optional.of(ofLog(made, message));
        return isMain && !isKnown(made, said) ? Optional.empty() : Optional.of(Which.unknown(made.toString()));
    }

    private static @Nullable Instant made(JetStreamManagement streams, String stream)
            throws IOException, JetStreamApiException {
        try {
            return streams.getStreamInfo(stream).getCreateTime().toInstant();
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != STREAM_NOT_FOUND) throw e;
            return null;
        }
    }

    /** A work queue no longer has what was terminated. */
    private static @Nullable MessageInfo message(JetStreamManagement streams, GivenUp said) throws IOException {
        try {
            return streams.getMessage(said.stream(), said.sequence());
        } catch (JetStreamApiException gone) {
            return null;
        }
    }

    /** Whether the stream had lost its end since, so that the sequence may have been another message's. */
    private boolean isGivenAnew(Instant made, GivenUp said) {
        return jdbc.sql(
                                "select count(*) from relay_shortened where made = :made and above < :sequence and noted_at > :at")
                        .param("made", made.toString())
                        .param("sequence", said.sequence())
                        .param("at", said.at().atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private boolean isKnown(Instant made, GivenUp said) {
        return jdbc.sql("select count(*) from relay_state where stream_made = :made and acknowledged >= :sequence")
                        .param("made", made.toString())
                        .param("sequence", said.sequence())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private Optional<Which> published(Instant made, GivenUp said) {
        return jdbc
                .sql("select p.log_index, p.about from relay_published p join relay_state s on s.stream_made = :made"
                        + " where p.sequence = :sequence and p.sequence <= s.acknowledged")
                .param("made", made.toString())
                .param("sequence", said.sequence())
                .query((row, number) -> new Which(made.toString(), row.getLong(1), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .findFirst();
    }

    private Optional<Which> told(Instant made, GivenUp said) {
        return jdbc.sql("select log_index, about from replayed where made = :made and sequence = :sequence")
                .param("made", made.toString())
                .param("sequence", said.sequence())
                .query((row, number) -> new Which(made.toString(), row.getLong(1), row.getObject(2, UUID.class)))
                .optional();
    }

    /** It must be the event that it says it is. */
    private Which ofLog(Instant made, MessageInfo message) {
        var unknown = Which.unknown(made.toString());
        var headers = message.getHeaders();
        if (headers == null) return unknown;
        var event = headers.getFirst("Annals-Event-Id");
        var id = event == null ? headers.getFirst(OutboundMessage.ID) : event;
        if (id == null) return unknown;
        return jdbc.sql("select global_index, aggregate_id from domain_event where event_id = :id")
                .param("id", id)
                .query((row, number) -> new Which(made.toString(), row.getLong(1), UUID.fromString(row.getString(2))))
                .optional()
                .orElse(unknown);
    }
}
