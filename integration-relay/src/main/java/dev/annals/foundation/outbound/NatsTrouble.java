package dev.annals.foundation.outbound;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Hears why a connection is not made, and says it in a sentence. The client tells only a listener; what it throws quotes
 * the URL, which may hold a password.
 */
final class NatsTrouble implements ErrorListener {

    private final List<Exception> heard = new CopyOnWriteArrayList<>();

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        if (heard.size() < 20) heard.add(exception);
    }

    /** What was thrown when it was given up, as it may be told. */
    IOException of(IOException thrown) {
        if (thrown instanceof AuthenticationException)
            return new IOException(
                    "NATS does not know us, or not any more: NATS_USER and NATS_PASSWORD, or NATS_CREDS", null);
        for (var exception : heard) {
            var sentence = sentence(exception);
            if (sentence != null) return new IOException(sentence, null);
        }
        return new IOException("NATS cannot be reached", thrown.getCause());
    }

    private static @Nullable String sentence(Throwable exception) {
        var deepest = exception;
        var isTls = false;
        var isCertificate = false;
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            isTls |= cause instanceof SSLException;
            isCertificate |=
                    cause instanceof CertificateException || cause instanceof SSLException && isAboutTrust(cause);
            deepest = cause;
        }
        var why = String.valueOf(deepest.getMessage());
        if (isCertificate) return "NATS shows a certificate that is not believed (NATS_CA): " + why;
        if (isTls) return "NATS and we do not agree about TLS: " + why;
        return switch (why) {
            case "SSL required by server." -> "NATS wants TLS: write tls:// in NATS_URL";
            case "SSL connection wanted by client." -> "NATS has no TLS, and NATS_URL or NATS_CA asks for it";
            default -> null;
        };
    }

    private static boolean isAboutTrust(Throwable exception) {
        return String.valueOf(exception.getMessage()).contains("certificate");
    }
}
