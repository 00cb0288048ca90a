package dev.annals.foundation.outbound;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;

/** The streams beside the one that everybody reads: what is told to one subscriber, and what durables gave up on. */
final class ReplayStream {

    static final String SUBJECT = "user.replay.";
    /** The durable under which we read what others gave up on. */
    static final String OURS = "annals";

    private static final int STREAM_NOT_FOUND = 10059;
    private static final int CONSUMER_NOT_FOUND = 10014;
    private static final String ADVISORY = "$JS.EVENT.ADVISORY.CONSUMER.";

    private final RelaySettings relay;
    private final ReplaySettings settings;

    ReplayStream(RelaySettings relay, ReplaySettings settings) {
        this.relay = relay;
        this.settings = settings;
    }

    String main() {
        return relay.stream();
    }

    String replays() {
        return relay.stream() + "_REPLAY";
    }

    String advisories() {
        return relay.stream() + "_ADVISORIES";
    }

    void ensure(JetStreamManagement streams) throws IOException, JetStreamApiException {
        ensure(streams, replays(), SUBJECT + "*");
        ensure(
                streams,
                advisories(),
                ADVISORY + "MAX_DELIVERIES." + main() + ".*",
                ADVISORY + "MAX_DELIVERIES." + replays() + ".*",
                ADVISORY + "MSG_TERMINATED." + main() + ".*",
                ADVISORY + "MSG_TERMINATED." + replays() + ".*");
        ensureConsumer(
                streams,
                advisories(),
                ConsumerConfiguration.builder()
                        .durable(OURS)
                        .ackPolicy(AckPolicy.Explicit)
                        .ackWait(Duration.ofSeconds(30))
                        .build());
    }

    private void ensure(JetStreamManagement streams, String name, String... subjects)
            throws IOException, JetStreamApiException {
        try {
            streams.getStreamInfo(name);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != STREAM_NOT_FOUND) throw e;
            streams.addStream(StreamConfiguration.builder()
                    .name(name)
                    .subjects(subjects)
                    .storageType(StorageType.File)
                    .discardPolicy(DiscardPolicy.Old)
                    .maxAge(settings.maxAge())
                    .replicas(relay.replicas())
                    .build());
        }
    }

    /** Where the subscriber reads what is told to it alone. */
    void ensureReader(JetStreamManagement streams, String durable) throws IOException, JetStreamApiException {
        ensureConsumer(
                streams,
                replays(),
                ConsumerConfiguration.builder()
                        .durable(durable)
                        .filterSubject(SUBJECT + durable)
                        .ackPolicy(AckPolicy.Explicit)
                        .build());
    }

    /** Has the subscriber's durable go on after that sequence; false where it stood already and stays where it is. */
    boolean ensureTail(JetStreamManagement streams, String durable, long after)
            throws IOException, JetStreamApiException {
        return ensureConsumer(
                streams,
                main(),
                ConsumerConfiguration.builder()
                        .durable(durable)
                        .ackPolicy(AckPolicy.Explicit)
                        .deliverPolicy(DeliverPolicy.ByStartSequence)
                        .startSequence(after + 1)
                        .build());
    }

    private static boolean ensureConsumer(JetStreamManagement streams, String stream, ConsumerConfiguration wanted)
            throws IOException, JetStreamApiException {
        try {
            streams.getConsumerInfo(stream, wanted.getDurable());
            return false;
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != CONSUMER_NOT_FOUND) throw e;
            streams.addOrUpdateConsumer(stream, wanted);
            return true;
        }
    }
}
