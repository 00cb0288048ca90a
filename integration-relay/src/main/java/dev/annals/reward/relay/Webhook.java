package dev.annals.reward.relay;

import dev.annals.foundation.outbound.OutsideTarget;
import dev.annals.foundation.outbound.RetryAfter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts a claim to its receiver, once. Follows no redirect, and believes nothing but the status. */
final class Webhook implements AutoCloseable {

    /** What became of it. */
    sealed interface Answer {

        /** The receiver has it. */
        record Taken() implements Answer {}

        /** The receiver says that it will never take this one. */
        record Refused(int status) implements Answer {}

        /**
         * It may have it or not.
         *
         * @param what became of the exchange, in words that quote nothing of the answer
         * @param wish for how long the receiver wants to be left alone
         */
        record Unclear(String what, Duration wish) implements Answer {}
    }

    /** Nobody needs to say so much. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final WebhookSettings settings;
    private final OutsideTarget target;
    private final Signatures signatures;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Webhook(WebhookSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.target = OutsideTarget.of("ANNALS_REWARD_WEBHOOK_URL", settings.url());
        this.signatures = Signatures.of(settings.secret());
    }

    /** Returns within the time limit, whatever the other side does. */
    Answer post(GrantedClaim claim) throws InterruptedException {
        if (isForbidden()) return unclear("the receiver is in a private network, which is not allowed");
        var exchange =
                client.sendAsync(request(claim), head -> atMost(MOST_BYTES).apply(head));
        try {
            // Until the last byte: the request's own time-out ends with the headers.
            return answer(exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return unclear("no answer within " + settings.timeout());
        } catch (ExecutionException e) {
            return unclear(what(e));
        } finally {
            exchange.cancel(true);
        }
    }

    /** Asked before each request: a name may point elsewhere by then. A name that means nothing is found out by the request. */
    private boolean isForbidden() {
        try {
            return !settings.allowPrivate() && target.isPrivate();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private HttpRequest request(GrantedClaim claim) {
        var id = claim.messageId();
        var body = claim.body();
        var now = clock.instant();
        return HttpRequest.newBuilder(target.uri())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signatures.of(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static HttpResponse.BodyHandler<Void> atMost(int bytes) {
        var left = new AtomicInteger(bytes);
        return BodyHandlers.ofByteArrayConsumer(part -> {
            if (part.isPresent() && left.addAndGet(-part.get().length) < 0) throw new TooLong();
        });
    }

    private static Answer answer(HttpResponse<?> answer) {
        var status = answer.statusCode();
        if (status / 100 == 2) return new Answer.Taken();
        var isFinal = status / 100 == 4 && status != 408 && status != 429;
        return isFinal
                ? new Answer.Refused(status)
                : new Answer.Unclear("the receiver answered " + status, RetryAfter.of(answer));
    }

    private static Answer unclear(String what) {
        return new Answer.Unclear(what, Duration.ZERO);
    }

    /** Not what it says: that may quote what came. */
    private static String what(ExecutionException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLong) return "the answer was too long";
            if (cause instanceof HttpTimeoutException) return "no answer in time";
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException)
                return "the receiver cannot be reached";
        }
        return "the exchange was cut off";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
