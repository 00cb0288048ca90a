package dev.annals.foundation.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave.
 *
 * @param stream the name of the stream
 * @param retention decided when the stream is made, never changed: NATS refuses it
 * @param maxAge how long the stream keeps a message where it is not a work queue
 * @param duplicateWindow how long the stream knows an id again
 * @param replicas of the stream, in a cluster
 * @param serviceName what messages say of where they come from
 * @param durables pull consumers that are made where they are missing
 * @param maxDeliver after how many deliveries without an acknowledgement one of those gives a message up
 * @param batchSize messages in flight at most
 * @param ackWait how long an acknowledgement is waited for
 * @param lease after how long the relay of a process that is silent is taken over by another one
 * @param mostBackOff the longest pause after a failure
 * @param look how often the stream is looked at while there is nothing to send
 */
@ConfigurationProperties("annals.relay")
public record RelaySettings(
        @DefaultValue("USER_EVENTS") String stream,
        @DefaultValue("LIMITS") Retention retention,
        @DefaultValue("30d") Duration maxAge,
        @DefaultValue("2m") Duration duplicateWindow,
        @DefaultValue("1") int replicas,
        @DefaultValue("gofiber-auth") String serviceName,
        @DefaultValue List<String> durables,
        @DefaultValue("10") int maxDeliver,
        @DefaultValue("2000") int batchSize,
        @DefaultValue("5s") Duration ackWait,
        @DefaultValue("6s") Duration lease,
        @DefaultValue("5s") Duration mostBackOff,
        @DefaultValue("5s") Duration look) {

    /** How long a stream keeps messages. */
    public enum Retention {
        /** For a maximum age, for any number of durables. */
        LIMITS,
        /** Until the one consumer has acknowledged them. */
        WORKQUEUE
    }

    public RelaySettings {
        durables = durables.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (!stream.matches("[A-Za-z0-9_-]+"))
            throw new IllegalArgumentException("annals.relay.stream is letters, digits, - and _");
        for (var durable : durables)
            if (!durable.matches("[A-Za-z0-9_-]+"))
                throw new IllegalArgumentException("annals.relay.durables are letters, digits, - and _");
        if (retention == Retention.WORKQUEUE && durables.size() > 1)
            throw new IllegalArgumentException("A work queue has one consumer: annals.relay.durables names several");
        if (batchSize < 1) throw new IllegalArgumentException("annals.relay.batch-size is at least 1");
    }
}
