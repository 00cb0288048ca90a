package dev.annals.foundation.outbound;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A way out of the house. */
interface Transport {

    /** Under which name it is known in metrics and in the record. */
    String name();

    /** How many messages are in flight at most. */
    int most();

    /** The longest pause after failures. */
    Duration mostBackOff();

    /** Connects, and brings the record in line with what is really there. Fails soon where nobody answers. */
    Session open() throws Exception;

    /** As long as nothing goes wrong. Whatever does ends it. */
    interface Session extends AutoCloseable {

        /** What is written in one transaction before these are sent, after all that were intended before. */
        void intend(List<OutboundMessage> messages);

        /** Sends them in their order. */
        Flight send(List<OutboundMessage> messages) throws Exception;

        /** Looks whether everything is as it was left; nothing is in flight meanwhile. */
        void look() throws Exception;

        /** Takes away what stands outside of somebody. */
        void forget(UUID about) throws Exception;

        @Override
        void close();
    }

    /** Sent and not acknowledged. */
    interface Flight {

        /** It was acknowledged while it was sent. */
        Flight ARRIVED = new Flight() {
            @Override
            public boolean hasArrived() {
                return true;
            }

            @Override
            public void await() {}

            @Override
            public void acknowledge() {}
        };

        /** Whether nobody need wait any more. */
        default boolean hasArrived() {
            return false;
        }

        /** Returns when all are acknowledged. */
        void await() throws Exception;

        /** What is written in one transaction after {@link #await}. */
        void acknowledge();
    }

    /** The other side says that it will never take this one. */
    final class MessageRefused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient OutboundMessage refused;

        MessageRefused(OutboundMessage refused, String cause) {
            super(cause);
            this.refused = refused;
        }

        OutboundMessage refused() {
            return refused;
        }
    }

    /** The other side wants to be left alone for so long. */
    final class TryLater extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Duration wish;

        TryLater(String message, Duration wish) {
            super(message);
            this.wish = wish;
        }

        Duration wish() {
            return wish;
        }
    }

    /** The other side has had this one before, without our knowing. */
    final class AlreadyThere extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Published there;

        AlreadyThere(Published there) {
            super("Already there as " + there.sequence());
            this.there = there;
        }

        Published there() {
            return there;
        }
    }

    /** Somebody has to do something; the sentence says what. */
    final class NeedsAttention extends Exception {
        private static final long serialVersionUID = 1;

        NeedsAttention(String sentence) {
            super(sentence);
        }
    }
}
