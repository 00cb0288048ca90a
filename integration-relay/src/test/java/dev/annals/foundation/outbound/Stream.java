package dev.annals.foundation.outbound;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageGetRequest;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in {@code USER_EVENTS} now, read by sequence: nothing is consumed. */
public final class Stream {

    public static final String NAME = "USER_EVENTS";

    /** One message as it is stored. */
    public record Stored(long sequence, String subject, Map<String, String> headers, String body) {

        public String id() {
            return headers.get("Nats-Msg-Id");
        }
    }

    private Stream() {}

    public static List<Stored> of(TestNats nats) {
        try (var connection = nats.connect()) {
            var info = connection.jetStreamManagement().getStreamInfo(NAME);
            var state = info.getStreamState();
            var found = new ArrayList<Stored>();
            for (var sequence = Math.max(1, state.getFirstSequence()); sequence <= state.getLastSequence(); sequence++)
                add(connection, sequence, found);
            return found;
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == 10059) return List.of();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Connection connection, long sequence, List<Stored> found)
            throws IOException, JetStreamApiException {
        try {
            found.add(
                    stored(connection.jetStreamManagement().getMessage(NAME, MessageGetRequest.forSequence(sequence))));
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != 10037) throw e;
        }
    }

    private static Stored stored(MessageInfo message) {
        var headers = new TreeMap<String, String>();
        if (message.getHeaders() != null)
            message.getHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return new Stored(
                message.getSeq(), message.getSubject(), headers, new String(message.getData(), StandardCharsets.UTF_8));
    }

    /** Takes so many from the stream as that durable, and acknowledges them; answers their ids. */
    public static List<String> consume(TestNats nats, String durable, int count) {
        try (var connection = nats.connect()) {
            var consumer = connection.getConsumerContext(NAME, durable);
            var ids = new ArrayList<String>();
            while (ids.size() < count) {
                var message = consumer.next(Duration.ofSeconds(5));
                if (message == null) break;
                var headers = message.getHeaders();
                ids.add(headers == null ? null : headers.getFirst("Nats-Msg-Id"));
                message.ackSync(Duration.ofSeconds(5));
            }
            return ids;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static StreamInfo info(TestNats nats) {
        try (var connection = nats.connect()) {
            return connection.jetStreamManagement().getStreamInfo(NAME);
        } catch (IOException | JetStreamApiException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
