package dev.annals.foundation.outbound;

import dev.annals.foundation.settings.SettingRefused;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Options.HostnameResolveMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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
        if (settings.url().contains("opentls://"))
            throw new SettingRefused("NATS_URL with opentls:// believes whoever answers: write tls://, and NATS_CA");
        if (settings.isPresent()) options("check").build();
    }

    /** Connects, or fails within a few seconds and says why. */
    public Connection open(String name) throws IOException, InterruptedException {
        var trouble = new NatsTrouble();
        try {
            return Nats.connect(options(name).errorListener(trouble).build());
        } catch (IOException e) {
            throw trouble.of(e);
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
                .maxMessagesInOutgoingQueue(QUEUE);
        var user = settings.user();
        var password = settings.password();
        if (user != null && password != null) options.userInfo(user.toCharArray(), password.toCharArray());
        var creds = settings.creds();
        if (creds != null) {
            if (!Files.isReadable(Path.of(creds))) throw new SettingRefused("NATS_CREDS cannot be read: " + creds);
            options.authHandler(Nats.credentials(creds));
        }
        if (settings.isEncrypted()) {
            var ca = settings.ca();
            options.sslContext(NatsTrust.believing(ca == null ? null : Path.of(ca)));
            // Else it dials an address, and no certificate is for that.
            options.hostnameResolveMode(HostnameResolveMode.HappyEyeballs);
        }
        return options;
    }
}
