package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.Transport.AlreadyThere;
import dev.annals.foundation.outbound.Transport.Flight;
import dev.annals.foundation.outbound.Transport.MessageRefused;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A batch on its way to JetStream, and the acknowledgements that were asked for. */
final class NatsFlight implements Flight {

    /** The message is larger than the stream takes; its headers are larger than any takes. */
    private static final Set<Integer> TOO_LARGE = Set.of(10054, 10097);

    private final List<OutboundMessage> messages;
    private final List<@Nullable CompletableFuture<PublishAck>> acks;
    private final long before;
    private final Duration patience;
    private final NatsSession session;

    /**
     * @param acks one per message, absent where none was asked for
     * @param before the sequence that the stream ended at
     */
    NatsFlight(
            List<OutboundMessage> messages,
            List<@Nullable CompletableFuture<PublishAck>> acks,
            long before,
            Duration patience,
            NatsSession session) {
        this.messages = messages;
        this.acks = acks;
        this.before = before;
        this.patience = patience;
        this.session = session;
    }

    @Override
    public void await() throws Exception {
        for (var n = 0; n < acks.size(); n++) {
            var asked = acks.get(n);
            if (asked != null) check(n, ack(n, asked));
        }
        session.hasGotThrough();
    }

    private void check(int n, PublishAck ack) throws Exception {
        var expected = before + n + 1;
        if (ack.getSeqno() == expected && (!ack.isDuplicate() || isEachAsked())) return;
        if (ack.isDuplicate() && isEachAsked()) throw new AlreadyThere(Published.of(messages.get(n), ack.getSeqno()));
        throw new IOException("Acknowledged as " + ack.getSeqno() + " instead of " + expected);
    }

    private boolean isEachAsked() {
        return acks.getFirst() != null;
    }

    private PublishAck ack(int n, CompletableFuture<PublishAck> asked) throws Exception {
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Nothing was acknowledged for " + patience);
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
        session.isVoidAbove(before + n);
        if (TOO_LARGE.contains(answer.getApiErrorCode()))
            return new MessageRefused(messages.get(n), String.valueOf(answer.getMessage()));
        return new IOException(answer.getMessage(), answer);
    }

    @Override
    public void acknowledge() {
        session.acknowledged(before + messages.size());
    }
}
