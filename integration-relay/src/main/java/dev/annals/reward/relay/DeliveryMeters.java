package dev.annals.reward.relay;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what becomes of tries. */
final class DeliveryMeters {

    enum Outcome {
        /** The receiver has it, and the log says so. */
        DELIVERED,
        /** Tried again later. */
        RETRIED,
        /** The receiver will never take it, or it took too long. */
        FAILED,
        /** The receiver has it, but meanwhile the claim was taken back; of that it is told next. */
        TOO_LATE,
        /** The receiver knows that the claim was taken back. */
        REVERSED,
        /** This process was thought dead while it told the receiver; another one tells it again. */
        OVERTAKEN
    }

    private final MeterRegistry registry;

    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Outcome outcome) {
        registry.counter("annals.reward.deliveries", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
