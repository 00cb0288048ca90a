package dev.annals.foundation.outbound;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Runs a group that notes what is to be done outside the house. It has a place of its own in the log, from the first event
 * on; an event that cannot be noted is tried again and not passed over.
 */
public final class NotingProcessor {

    private static final int BATCH = 200;
    /** A third or less of the token store's claim time-out. */
    private static final long CLAIM_EXTENSION_MILLIS = 1_500;

    private static final long CLAIM_INTERVAL_MILLIS = 2_000;

    private NotingProcessor() {}

    /** Wires it. */
    public static ConfigurerModule of(String group, StreamableMessageSource<TrackedEventMessage<?>> log) {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessor(
                        group,
                        axon -> log,
                        (axon, processor) -> processor
                                .initialToken(StreamableMessageSource::createTailToken)
                                .initialSegmentCount(1)
                                .batchSize(BATCH)
                                .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS)
                                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS))
                .registerErrorHandler(group, axon -> PropagatingErrorHandler.instance())
                .registerListenerInvocationErrorHandler(group, axon -> PropagatingErrorHandler.instance());
    }
}
