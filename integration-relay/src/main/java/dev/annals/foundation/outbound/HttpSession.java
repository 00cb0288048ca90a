package dev.annals.foundation.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.foundation.outbound.Transport.Flight;
import dev.annals.foundation.outbound.Transport.Session;
import dev.annals.foundation.outbound.Transport.TryLater;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts messages one by one. Only a 2xx is an acknowledgement; after anything else the same message is posted again, for
 * ever, because whatever follows it must not overtake it.
 */
final class HttpSession implements Session {

    private static final String SIGNED = "HmacSHA256";

    /** Refuses where the target is not allowed any more. */
    interface Check {
        void run() throws Exception;
    }

    private final HttpClient client;
    private final URI target;
    private final SyncSettings settings;
    private final Check check;
    private final Consumer<UUID> forgot;

    HttpSession(HttpClient client, URI target, SyncSettings settings, Check check, Consumer<UUID> forgot) {
        this.client = client;
        this.target = target;
        this.settings = settings;
        this.check = check;
        this.forgot = forgot;
    }

    @Override
    public void intend(List<OutboundMessage> messages) {}

    @Override
    public Flight send(List<OutboundMessage> messages) throws Exception {
        for (var message : messages) post(message);
        return Flight.ARRIVED;
    }

    private void post(OutboundMessage message) throws Exception {
        check.run();
        var exchange = client.sendAsync(request(message), HttpResponse.BodyHandlers.discarding());
        try {
            // Until the last byte: the request's own time-out ends with the headers.
            var answer = exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() / 100 == 2) return;
            throw new TryLater("It answered " + answer.statusCode(), RetryAfter.of(answer));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new IOException("It did not answer within " + settings.timeout());
        } catch (ExecutionException e) {
            // Not what it says: that may quote what came.
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "It did not answer as HTTP does: " + cause.getClass().getSimpleName(), e);
        }
    }

    private HttpRequest request(OutboundMessage message) throws GeneralSecurityException {
        var request = HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.id());
        message.headers().forEach(request::header);
        var secret = settings.secret();
        if (secret != null) request.header("Annals-Signature", signature(secret, Instant.now(), message.body()));
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
    }

    /** {@code t=<seconds>,v1=<hex>}: HMAC-SHA256 of the seconds, a full stop and the body. */
    static String signature(String secret, Instant now, byte[] body) throws GeneralSecurityException {
        var mac = Mac.getInstance(SIGNED);
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), SIGNED));
        mac.update((now.getEpochSecond() + ".").getBytes(UTF_8));
        return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Override
    public void look() {}

    /** What was posted is theirs: they were told of the deletion. What a stream still holds is beyond this way's reach. */
    @Override
    public void forget(UUID about) {
        forgot.accept(about);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
