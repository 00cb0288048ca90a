package dev.annals.foundation.outbound;

import dev.annals.foundation.relay.StreamedMessages;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the stream message by message: that works whatever its retention, and takes nothing from anybody. */
final class ReadStream implements StreamedMessages, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadStream.class);
    private static final int NO_MESSAGE = 10037;

    private final NatsConnections connections;
    private final NatsSettings nats;
    private final String stream;
    private final String subjects;
    private @Nullable Connection connection;

    ReadStream(NatsConnections connections, NatsSettings nats, String stream, String subjects) {
        this.connections = connections;
        this.nats = nats;
        this.stream = stream;
        this.subjects = subjects;
    }

    @Override
    public synchronized Some after(long sequence, int limit) throws Away {
        if (!nats.isPresent()) throw new Away();
        try {
            return read(connected().jetStreamManagement(), sequence, limit);
        } catch (IOException | JetStreamApiException e) {
            LOG.info("The stream cannot be read: {}", e.toString());
            throw new Away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away();
        }
    }

    private Some read(JetStreamManagement streams, long sequence, int limit) throws IOException, JetStreamApiException {
        var state = streams.getStreamInfo(stream).getStreamState();
        var last = state.getLastSequence();
        var next = Math.max(0, sequence < 0 ? last + sequence : sequence) + 1;
        var items = new ArrayList<Streamed>();
        while (items.size() < limit && next <= last) {
            try {
                var message = streams.getNextMessage(stream, next, subjects);
                items.add(new Streamed(
                        message.getSeq(),
                        String.valueOf(message.getSubject()),
                        message.getTime().toInstant(),
                        new String(message.getData(), StandardCharsets.UTF_8)));
                next = message.getSeq() + 1;
            } catch (JetStreamApiException none) {
                if (none.getApiErrorCode() == NO_MESSAGE) break;
                throw none;
            }
        }
        return new Some(stream, state.getMsgCount(), last, items);
    }

    private Connection connected() throws IOException, InterruptedException {
        var open = connection;
        if (open != null && open.getStatus() == Connection.Status.CONNECTED) return open;
        var opened = connections.open("tail");
        connection = opened;
        return opened;
    }

    @Override
    public synchronized void close() throws InterruptedException {
        var open = connection;
        if (open != null) open.close();
    }
}
