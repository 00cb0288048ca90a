package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Transport.NeedsAttention;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The stream as it has to be. One that stands in another shape is not touched: somebody has put something into it. */
final class StreamShape {

    private static final int STREAM_NOT_FOUND = 10059;
    private static final int CONSUMER_NOT_FOUND = 10014;

    private final RelaySettings settings;
    private final String subjects;

    StreamShape(RelaySettings settings, String subjects) {
        this.settings = settings;
        this.subjects = subjects;
    }

    /** Makes what is missing: the stream, the durables. */
    StreamInfo ensure(JetStreamManagement streams) throws IOException, JetStreamApiException, NeedsAttention {
        var info = find(streams);
        for (var durable : settings.durables()) ensure(streams, durable);
        return info;
    }

    private StreamInfo find(JetStreamManagement streams) throws IOException, JetStreamApiException, NeedsAttention {
        try {
            var info = streams.getStreamInfo(settings.stream());
            var differences = differences(info.getConfiguration());
            if (!differences.isEmpty())
                throw new NeedsAttention("The stream " + settings.stream() + " stands in another shape and nothing is"
                        + " published: " + String.join("; ", differences)
                        + ". Change the setting, or the stream where NATS lets you, or let another one be made"
                        + " (annals.relay.stream)");
            return info;
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != STREAM_NOT_FOUND) throw e;
            return streams.addStream(wanted());
        }
    }

    private StreamConfiguration wanted() {
        var stream = StreamConfiguration.builder()
                .name(settings.stream())
                .subjects(subjects)
                .storageType(StorageType.File)
                .retentionPolicy(retention())
                .discardPolicy(DiscardPolicy.New)
                .duplicateWindow(settings.duplicateWindow())
                .replicas(settings.replicas());
        return stream.maxAge(maxAge()).build();
    }

    private RetentionPolicy retention() {
        return settings.retention() == Retention.LIMITS ? RetentionPolicy.Limits : RetentionPolicy.WorkQueue;
    }

    private Duration maxAge() {
        return settings.retention() == Retention.LIMITS ? settings.maxAge() : Duration.ZERO;
    }

    /** What is in the way of losing nothing; replicas, bytes and the like are the operator's. */
    private List<String> differences(StreamConfiguration found) {
        var differences = new ArrayList<String>();
        if (!found.getSubjects().equals(List.of(subjects)))
            differences.add("its subjects are " + found.getSubjects() + ", not [" + subjects + "]");
        if (found.getRetentionPolicy() != retention())
            differences.add("its retention is " + found.getRetentionPolicy() + ", not " + retention()
                    + " (annals.relay.retention; NATS never lets a stream change to or from workqueue)");
        if (found.getStorageType() != StorageType.File)
            differences.add("its storage is " + found.getStorageType() + ", not file");
        if (!found.getMaxAge().equals(maxAge()))
            differences.add(
                    "its maximum age is " + found.getMaxAge() + ", not " + maxAge() + " (annals.relay.max-age)");
        var isBounded = found.getMaxMsgs() > 0 || found.getMaxBytes() > 0;
        if (isBounded && found.getDiscardPolicy() != DiscardPolicy.New)
            differences.add("it throws old messages away when it is full: discard has to be new");
        if (found.getMaxMsgsPerSubject() > 0) differences.add("it bounds the messages per subject");
        if (found.getNoAck()) differences.add("it does not acknowledge");
        if (found.getSealed()) differences.add("it is sealed");
        if (found.getDenyDelete()) differences.add("it does not let an erased user's messages be deleted");
        var sources = found.getSources();
        if (found.getMirror() != null || sources != null && !sources.isEmpty())
            differences.add("others' messages are copied into it");
        return differences;
    }

    private void ensure(JetStreamManagement streams, String durable) throws IOException, JetStreamApiException {
        try {
            streams.getConsumerInfo(settings.stream(), durable);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != CONSUMER_NOT_FOUND) throw e;
            streams.addOrUpdateConsumer(
                    settings.stream(),
                    ConsumerConfiguration.builder()
                            .durable(durable)
                            .ackPolicy(AckPolicy.Explicit)
                            .deliverPolicy(DeliverPolicy.All)
                            .maxDeliver(settings.maxDeliver())
                            .build());
        }
    }
}
