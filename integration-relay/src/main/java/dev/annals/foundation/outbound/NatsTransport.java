package dev.annals.foundation.outbound;

import io.nats.client.JetStreamOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** To JetStream: in batches, each message under the stream's sequence that it expects. */
final class NatsTransport implements Transport {

    private final NatsConnections connections;
    private final RelaySettings settings;
    private final StreamShape shape;
    private final RelayStore store;
    private final Reconciliation reconciliation;
    private @Nullable NatsSession last;

    NatsTransport(
            NatsConnections connections,
            RelaySettings settings,
            Outgoing outgoing,
            RelayStore store,
            Reconciliation reconciliation) {
        this.connections = connections;
        this.settings = settings;
        this.shape = new StreamShape(settings, outgoing.subjects());
        this.store = store;
        this.reconciliation = reconciliation;
    }

    @Override
    public String name() {
        return "nats";
    }

    @Override
    public Duration mostBackOff() {
        return settings.mostBackOff();
    }

    @Override
    public int most() {
        return settings.batchSize();
    }

    @Override
    public Session open() throws Exception {
        var connection = connections.open("relay");
        try {
            var options = JetStreamOptions.builder()
                    .requestTimeout(settings.ackWait())
                    .build();
            var streams = connection.jetStreamManagement(options);
            var info = shape.ensure(streams);
            var acknowledged = reconciliation.reconcile(streams, info);
            var isCautious = last != null && last.isCautious();
            var session = new NatsSession(
                    connection,
                    connection.jetStream(options),
                    streams,
                    settings,
                    store,
                    info,
                    acknowledged,
                    isCautious);
            last = session;
            return session;
        } catch (Exception e) {
            connection.close();
            throw e;
        }
    }
}
