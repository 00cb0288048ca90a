package dev.annals.foundation.outbound;

import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.UUID;

/** By HTTP: one POST per message, each answered before the next is sent. Never follows a redirect. */
final class HttpTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final SyncSettings settings;
    private final RelayStore store;
    private final OutsideTarget target;

    HttpTransport(SyncSettings settings, RelayStore store) {
        this.settings = settings;
        this.store = store;
        this.target = OutsideTarget.of("BACKEND_SYNC_URL", settings.url());
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
        store.whileOurs(() -> store.state().ifPresent(state -> store.published().deleteAbove(state.acknowledged())));
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new HttpSession(client, target.uri(), settings, this::requireAllowed, this::forgot);
    }

    private void forgot(UUID about) {
        store.whileOurs(() -> store.forgotten().done(about));
    }

    /** Asked before each request: a name may point elsewhere by then. */
    private void requireAllowed() throws NeedsAttention, UnknownHostException {
        if (settings.allowPrivate() || !target.isPrivate()) return;
        throw new NeedsAttention("BACKEND_SYNC_URL points into a private network or at this machine: nothing is sent."
                + " BACKEND_SYNC_ALLOWPRIVATE=true allows it");
    }
}
