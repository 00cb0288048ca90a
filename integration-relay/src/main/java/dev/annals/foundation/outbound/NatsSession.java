package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Transport.Flight;
import dev.annals.foundation.outbound.Transport.MessageRefused;
import dev.annals.foundation.outbound.Transport.Session;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One connection to JetStream, from a record that is right until something goes wrong. */
final class NatsSession implements Session {

    private static final String EXPECTED = "Nats-Expected-Last-Sequence";
    private static final String EXPECTED_ID = "Nats-Expected-Last-Msg-Id";
    private static final Set<Integer> GONE = Set.of(10037, 10043);

    private final Connection connection;
    private final JetStream jetStream;
    private final JetStreamManagement streams;
    private final RelaySettings settings;
    private final RelayStore store;
    private final String made;
    private long intended;
    private long sent;
    private boolean isCautious;

    NatsSession(
            Connection connection,
            JetStream jetStream,
            JetStreamManagement streams,
            RelaySettings settings,
            RelayStore store,
            StreamInfo info,
            long acknowledged,
            boolean isCautious) {
        this.connection = connection;
        this.jetStream = jetStream;
        this.streams = streams;
        this.settings = settings;
        this.store = store;
        this.made = info.getCreateTime().toInstant().toString();
        this.intended = acknowledged;
        this.sent = acknowledged;
        this.isCautious = isCautious;
    }

    /** They are intended under the sequences that follow. */
    @Override
    public void intend(List<OutboundMessage> messages) {
        var rows = new ArrayList<Published>(messages.size());
        for (var message : messages) rows.add(Published.of(message, ++intended));
        store.published().insert(rows);
    }

    /**
     * Each message expects the one before it where it has to stand, and so the acknowledgement of the last speaks for all.
     * Asked for are those of the others only where it may matter which of them NATS does not want.
     */
    @Override
    public Flight send(List<OutboundMessage> messages) throws IOException {
        var isEachAsked = isCautious || settings.retention() == Retention.WORKQUEUE;
        var acks = new ArrayList<@Nullable CompletableFuture<PublishAck>>(messages.size());
        var before = sent;
        sent += messages.size();
        var expected = before;
        // Unless all went well whoever comes next is to hear what did not.
        isCautious = true;
        OutboundMessage previous = null;
        for (var message : messages) {
            try {
                var isAsked = isEachAsked || acks.size() == messages.size() - 1;
                acks.add(publish(of(message, expected++, previous), isAsked));
                previous = message;
            } catch (IllegalArgumentException e) {
                // The client knows what the server takes.
                acks.add(CompletableFuture.failedFuture(new MessageRefused(message, String.valueOf(e.getMessage()))));
                break;
            }
        }
        return new NatsFlight(messages, acks, before, settings.ackWait(), this);
    }

    private @Nullable CompletableFuture<PublishAck> publish(NatsMessage message, boolean isAsked) throws IOException {
        try {
            if (isAsked) return jetStream.publishAsync(message);
            connection.publish(message);
            return null;
        } catch (IllegalStateException e) {
            throw new IOException("The connection to NATS was lost", e);
        }
    }

    /** Whether what was sent last has not got through. */
    boolean isCautious() {
        return isCautious;
    }

    /**
     * The sequence alone is not enough: where somebody else's message has come in between, the first of ours is refused
     * and the second would fit.
     */
    private static NatsMessage of(OutboundMessage message, long expected, @Nullable OutboundMessage previous) {
        var headers = new Headers();
        headers.put(OutboundMessage.ID, message.id());
        message.headers().forEach((name, value) -> headers.put(name, value));
        headers.put(EXPECTED, Long.toString(expected));
        if (previous != null) headers.put(EXPECTED_ID, previous.id());
        return NatsMessage.builder()
                .subject(message.subject())
                .headers(headers)
                .data(message.body())
                .build();
    }

    /** All of a batch have arrived. */
    void hasGotThrough() {
        isCautious = false;
    }

    /** To be written down: all up to there have arrived. */
    void acknowledged(long sequence) {
        store.acknowledged(sequence);
    }

    /** Nothing of what was intended above the sequence is there. */
    void isVoidAbove(long sequence) {
        store.whileOurs(() -> store.published().deleteAbove(sequence));
    }

    @Override
    public void look() throws Exception {
        var info = streams.getStreamInfo(settings.stream());
        var state = info.getStreamState();
        if (!info.getCreateTime().toInstant().toString().equals(made) || state.getLastSequence() != sent)
            throw new IOException(
                    "The stream is not as it was left: it ends at " + state.getLastSequence() + " instead of " + sent);
        store.published().prune(state.getFirstSequence());
    }

    /** In their order, the last word again without his name where the stream still had it. */
    @Override
    public void forget(UUID about) throws Exception {
        var rows = store.published().about(about).stream()
                .filter(row -> !row.isBare())
                .toList();
        var again = new ArrayList<Published>();
        for (var row : rows) if (isDeleted(row.sequence()) && row.isLast()) again.add(row);
        store.whileOurs(() -> {
            store.published().deleteAt(rows.stream().map(Published::logIndex).toList());
            // Before that NATS would take it for the same message and store nothing.
            var later = settings.duplicateWindow().plusSeconds(5);
            again.forEach(row -> store.missing().add(row.logIndex(), row.about(), later));
            store.forgotten().done(about);
        });
    }

    private boolean isDeleted(long sequence) throws IOException, JetStreamApiException {
        try {
            return streams.deleteMessage(settings.stream(), sequence, true);
        } catch (JetStreamApiException e) {
            if (GONE.contains(e.getApiErrorCode())) return false;
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
