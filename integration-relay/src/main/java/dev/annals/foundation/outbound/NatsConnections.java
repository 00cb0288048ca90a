package dev.annals.foundation.outbound;

import dev.annals.foundation.settings.SettingRefused;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Opens connections as the settings say. None of them reconnects by itself: a client that does sends again what it had
 * buffered, and nobody could say any more what has arrived. Whoever lost one opens another and looks.
 */
public final class NatsConnections {

    /** Answers come to inboxes under this prefix, so that an ACL can keep them from others. */
    public static final String INBOX = "_INBOX_annals";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration PING = Duration.ofSeconds(5);
    /** What we have in flight is bounded by the batch; this is only never to be in the way. */
    private static final int QUEUE = 100_000;

    private final NatsSettings settings;

    public NatsConnections(NatsSettings settings) {
        this.settings = settings;
        var parts = (settings.user() == null ? 0 : 1) + (settings.password() == null ? 0 : 1);
        if (parts == 1) throw new SettingRefused("NATS_USER and NATS_PASSWORD belong together: one of them is missing");
        if (parts == 2 && settings.creds() != null)
            throw new SettingRefused("NATS_USER and NATS_CREDS are both set; set one of them");
        if (settings.isPresent()) options("check").build();
    }

    /** Connects, or fails within a few seconds. */
    public Connection open(String name) throws IOException, InterruptedException {
        try {
            return Nats.connect(options(name).build());
        } catch (IOException e) {
            // Its message quotes the URL, which may hold a password.
            var isRefused = String.valueOf(e.getMessage()).contains("Authorization");
            throw new IOException(
                    isRefused
                            ? "NATS does not know us: NATS_USER and NATS_PASSWORD, or NATS_CREDS"
                            : "NATS cannot be reached",
                    isRefused ? null : e.getCause());
        }
    }

    private Options.Builder options(String name) {
        var options = new Options.Builder()
                .servers(settings.url().split("\\s*,\\s*"))
                .connectionName("annals-" + name)
                .inboxPrefix(INBOX)
                .noReconnect()
                .connectionTimeout(CONNECT)
                .pingInterval(PING)
                .maxMessagesInOutgoingQueue(QUEUE)
                .errorListener(new ErrorListener() {});
        var user = settings.user();
        var password = settings.password();
        if (user != null && password != null) options.userInfo(user.toCharArray(), password.toCharArray());
        var creds = settings.creds();
        if (creds != null) {
            if (!Files.isReadable(Path.of(creds))) throw new SettingRefused("NATS_CREDS cannot be read: " + creds);
            options.authHandler(Nats.credentials(creds));
        }
        var ca = settings.ca();
        if (ca != null) options.sslContext(believing(Path.of(ca)));
        return options;
    }

    private static SSLContext believing(Path file) {
        try (InputStream certificates = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(certificates))
                store.setCertificateEntry("ca" + number++, certificate);
            if (number == 0) throw new SettingRefused("NATS_CA holds no certificate: " + file);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new SettingRefused("NATS_CA cannot be read: " + file);
        } catch (GeneralSecurityException e) {
            throw new SettingRefused("NATS_CA is no file of certificates (PEM): " + file);
        }
    }
}
