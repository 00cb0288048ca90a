package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.CUT_OFF;
import static dev.annals.game.relay.NakamaFailure.Kind.MALFORMED;
import static dev.annals.game.relay.NakamaFailure.Kind.REDIRECTED;
import static dev.annals.game.relay.NakamaFailure.Kind.TIMED_OUT;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_LARGE;
import static dev.annals.game.relay.NakamaFailure.Kind.UNREACHABLE;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One POST and its answer within a deadline: connecting, headers and the whole body, however slowly it drips. Bodies are
 * bounded, redirects not followed.
 */
final class NakamaHttp implements AutoCloseable {

    /** What came back, of any status. The body is an object, and an empty one where the answer was empty. */
    record Reply(int status, JsonNode body, Duration retryAfter) {

        boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** The sentence of an error. */
        String message() {
            return body.path("message").asString("");
        }
    }

    private static final int MOST_BYTES = 256 * 1024;

    private final HttpClient client;
    private final URI base;
    private final JsonMapper json = JsonMapper.builder().build();

    NakamaHttp(NakamaSettings settings, GameSettings patience) {
        base = settings.base();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.callTimeout())
                .build();
    }

    Reply post(String path, @Nullable String authorization, Object body, Deadline deadline) throws NakamaFailure {
        if (deadline.isOver()) throw new NakamaFailure(TIMED_OUT);
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(deadline.left().plusMillis(1))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (authorization != null) request.header("Authorization", authorization);
        return reply(send(request.build(), deadline));
    }

    private HttpResponse<byte[]> send(HttpRequest request, Deadline deadline) throws NakamaFailure {
        var answer = client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            return answer.get(deadline.left().toNanos(), NANOSECONDS);
        } catch (TimeoutException late) {
            throw new NakamaFailure(TIMED_OUT);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NakamaFailure(TIMED_OUT);
        } catch (ExecutionException failed) {
            throw new NakamaFailure(kindOf(failed));
        } finally {
            // Ends the exchange of an answer that nobody waits for any more; nothing where it is there.
            answer.cancel(true);
        }
    }

    private static NakamaFailure.Kind kindOf(ExecutionException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoundedBody.TooLarge) return TOO_LARGE;
            if (cause instanceof HttpTimeoutException) return TIMED_OUT;
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) return UNREACHABLE;
        }
        return CUT_OFF;
    }

    private Reply reply(HttpResponse<byte[]> response) throws NakamaFailure {
        var status = response.statusCode();
        if (status >= 300 && status < 400) throw new NakamaFailure(REDIRECTED);
        var isOk = status >= 200 && status < 300;
        try {
            return reply(response, response.body().length == 0 ? json.createObjectNode() : read(response.body()));
        } catch (NakamaFailure rubbish) {
            if (isOk) throw rubbish;
            return reply(response, json.createObjectNode());
        }
    }

    private static Reply reply(HttpResponse<byte[]> response, JsonNode body) {
        return new Reply(response.statusCode(), body, retryAfter(response));
    }

    /** In seconds; a date, or anything else, is as good as nothing. */
    private static Duration retryAfter(HttpResponse<byte[]> response) {
        var text = response.headers().firstValue("Retry-After").orElse("");
        return text.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
    }

    /** Anything but one JSON object is rubbish. */
    JsonNode read(byte[] text) throws NakamaFailure {
        try {
            var body = json.readTree(text);
            if (body.isObject()) return body;
        } catch (JacksonException unreadable) {
            // Its message quotes what it could not read.
        }
        throw new NakamaFailure(MALFORMED);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
