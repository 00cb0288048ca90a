package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.Transport.AlreadyThere;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection to JetStream, from a record that is right until something goes wrong. */
final class NatsSession implements Session {

    private static final String EXPECTED = "Nats-Expected-Last-Sequence";
    private static final String EXPECTED_ID = "Nats-Expected-Last-Msg-Id";
    /** The message is larger than the stream takes; its headers are larger than any takes. */
    private static final Set<Integer> TOO_LARGE = Set.of(10054, 10097);

    private static final Set<Integer> GONE = Set.of(10037, 10043);

    private final Connection connection;
    private final JetStream jetStream;
    private final JetStreamManagement streams;
    private final RelaySettings settings;
    private final RelayStore store;
    private final String made;
    private long acknowledged;

    NatsSession(
            Connection connection,
            JetStream jetStream,
            JetStreamManagement streams,
            RelaySettings settings,
            RelayStore store,
            StreamInfo info,
            long acknowledged) {
        this.connection = connection;
        this.jetStream = jetStream;
        this.streams = streams;
        this.settings = settings;
        this.store = store;
        this.made = info.getCreateTime().toInstant().toString();
        this.acknowledged = acknowledged;
    }

    /** They are intended under the sequences that follow what is acknowledged by then. */
    @Override
    public void intend(List<OutboundMessage> messages) {
        var rows = new ArrayList<Published>(messages.size());
        var sequence = acknowledged;
        for (var message : messages) rows.add(Published.of(message, ++sequence));
        store.insert(rows);
    }

    @Override
    public Flight send(List<OutboundMessage> messages) {
        var acks = new ArrayList<CompletableFuture<PublishAck>>(messages.size());
        var expected = acknowledged;
        OutboundMessage previous = null;
        for (var message : messages) {
            try {
                acks.add(jetStream.publishAsync(of(message, expected++, previous)));
                previous = message;
            } catch (IllegalArgumentException e) {
                // The client knows what the server takes.
                acks.add(CompletableFuture.failedFuture(new MessageRefused(message, String.valueOf(e.getMessage()))));
                break;
            }
        }
        return new NatsFlight(messages, acks);
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

    private final class NatsFlight implements Flight {

        private final List<OutboundMessage> messages;
        private final List<CompletableFuture<PublishAck>> acks;

        NatsFlight(List<OutboundMessage> messages, List<CompletableFuture<PublishAck>> acks) {
            this.messages = messages;
            this.acks = acks;
        }

        @Override
        public void await() throws Exception {
            for (var n = 0; n < acks.size(); n++) {
                var ack = await(n);
                var expected = acknowledged + n + 1;
                if (ack.getSeqno() == expected) continue;
                if (ack.isDuplicate()) throw new AlreadyThere(Published.of(messages.get(n), ack.getSeqno()));
                throw new IOException("Acknowledged as " + ack.getSeqno() + " instead of " + expected);
            }
        }

        private PublishAck await(int n) throws Exception {
            try {
                return acks.get(n).get(settings.ackWait().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new IOException("Nothing was acknowledged for " + settings.ackWait());
            } catch (CancellationException e) {
                throw new IOException("The connection to NATS was lost");
            } catch (ExecutionException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof MessageRefused refused) throw refused;
                    if (cause instanceof JetStreamApiException api) throw answered(n, api);
                }
                throw new IOException(String.valueOf(e.getCause()), e);
            }
        }

        /** It is not there, and so none of those that would have followed it: what was intended for them is void. */
        private Exception answered(int n, JetStreamApiException answer) {
            store.whileOurs(() -> store.deleteAbove(acknowledged + n));
            if (TOO_LARGE.contains(answer.getApiErrorCode()))
                return new MessageRefused(messages.get(n), String.valueOf(answer.getMessage()));
            return new IOException(answer.getMessage(), answer);
        }

        @Override
        public void acknowledge() {
            acknowledged += messages.size();
            store.acknowledged(acknowledged);
        }
    }

    @Override
    public void look() throws Exception {
        var info = streams.getStreamInfo(settings.stream());
        var state = info.getStreamState();
        if (!info.getCreateTime().toInstant().toString().equals(made) || state.getLastSequence() != acknowledged)
            throw new IOException("The stream is not as it was left: it ends at " + state.getLastSequence()
                    + " instead of " + acknowledged);
        store.prune(state.getFirstSequence());
    }

    /** In their order, the last word again without his name where the stream still had it. */
    @Override
    public void forget(UUID about) throws Exception {
        var rows = store.about(about).stream().filter(row -> !row.isBare()).toList();
        var again = new ArrayList<Published>();
        for (var row : rows) if (isDeleted(row.sequence()) && row.isLast()) again.add(row);
        store.whileOurs(() -> {
            store.deleteAt(rows.stream().map(Published::logIndex).toList());
            // Before that NATS would take it for the same message and store nothing.
            var later = settings.duplicateWindow().plusSeconds(5);
            again.forEach(row -> store.missing(row.logIndex(), row.about(), later));
            store.forgot(about);
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
