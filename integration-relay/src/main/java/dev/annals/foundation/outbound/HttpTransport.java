package dev.annals.foundation.outbound;

import dev.annals.foundation.settings.SettingRefused;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.UUID;

/** By HTTP: one POST per message, each answered before the next is sent. Never follows a redirect. */
final class HttpTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final SyncSettings settings;
    private final RelayStore store;
    private final URI target;

    HttpTransport(SyncSettings settings, RelayStore store) {
        this.settings = settings;
        this.store = store;
        this.target = target(settings.url());
    }

    private static URI target(String url) {
        try {
            var target = URI.create(url);
            var scheme = String.valueOf(target.getScheme());
            if (!scheme.matches("(?i)https?") || target.getHost() == null || target.getUserInfo() != null)
                throw new SettingRefused("BACKEND_SYNC_URL looks like https://host/path, without a user");
            return target;
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("BACKEND_SYNC_URL is no URL");
        }
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Duration mostBackOff() {
        return settings.mostBackOff();
    }

    @Override
    public int most() {
        return 1;
    }

    /** What may have been on its way to NATS when the process was killed is sent again, under the same id. */
    @Override
    public Session open() throws NeedsAttention, UnknownHostException {
        requireAllowed();
        store.whileOurs(() -> store.state().ifPresent(state -> store.deleteAbove(state.acknowledged())));
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new HttpSession(client, target, settings, this::requireAllowed, this::forgot);
    }

    private void forgot(UUID about) {
        store.whileOurs(() -> store.forgot(about));
    }

    /**
     * Asked before each request: a name may point elsewhere by then. The JVM keeps what it has resolved for longer than
     * it takes to connect.
     */
    private void requireAllowed() throws NeedsAttention, UnknownHostException {
        if (settings.allowPrivate()) return;
        for (var address : InetAddress.getAllByName(target.getHost()))
            if (isPrivate(address))
                throw new NeedsAttention("BACKEND_SYNC_URL points into a private network or at this machine: nothing is"
                        + " sent. BACKEND_SYNC_ALLOWPRIVATE=true allows it");
    }

    static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || bytes.length == 4 && isReserved(bytes[0] & 0xff, bytes[1] & 0xff)
                // fc00::/7, and what carries an IPv4 address: 64:ff9b::/96, 2002::/16.
                || bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc
                || bytes.length == 16 && bytes[0] == 0 && bytes[1] == 0x64
                || bytes.length == 16 && bytes[0] == 0x20 && bytes[1] == 0x02;
    }

    /** 0/8, 100.64/10 (carriers), 192.0.0/24 and what lies around it, 198.18/15 (benchmarks), 240/4. */
    private static boolean isReserved(int first, int second) {
        return first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0
                || first == 198 && (second == 18 || second == 19)
                || first >= 240;
    }
}
