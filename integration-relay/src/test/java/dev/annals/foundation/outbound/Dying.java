package dev.annals.foundation.outbound;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** A way out in whose middle the process dies: nothing is put in order any more, as after {@code kill -9}. */
final class Dying implements Transport {

    /** Where it dies. */
    enum At {
        /** What is intended is written, nothing is sent. */
        BEFORE_SENDING,
        /** Half of it is sent. */
        IN_THE_MIDDLE,
        /** All is acknowledged, nothing of it is written. */
        AFTER_THE_ACKNOWLEDGEMENT,
        /** It was being written. */
        WHILE_WRITING,
        /** It is written, the next is intended or not. */
        AFTER_WRITING
    }

    /** Nobody catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Transport transport;
    private final AtomicReference<At> next;

    /** Dies once at the place that the reference holds, when it holds one. */
    Dying(Transport transport, AtomicReference<At> next) {
        this.transport = transport;
        this.next = next;
    }

    private void here(At place) {
        if (next.compareAndSet(place, null)) throw new Killed();
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public int most() {
        return transport.most();
    }

    @Override
    public Duration mostBackOff() {
        return transport.mostBackOff();
    }

    @Override
    public Session open() throws Exception {
        return new DyingSession(transport.open());
    }

    private final class DyingSession implements Session {

        private final Session session;
        private boolean hasWritten;

        DyingSession(Session session) {
            this.session = session;
        }

        @Override
        public void intend(List<OutboundMessage> messages) {
            session.intend(messages);
        }

        @Override
        public Flight send(List<OutboundMessage> messages) throws Exception {
            if (messages.isEmpty()) return session.send(messages);
            if (hasWritten) here(At.AFTER_WRITING);
            here(At.BEFORE_SENDING);
            if (next.get() == At.IN_THE_MIDDLE && messages.size() > 1) {
                session.send(messages.subList(0, messages.size() / 2)).await();
                here(At.IN_THE_MIDDLE);
            }
            var flight = session.send(messages);
            return new Flight() {
                @Override
                public void await() throws Exception {
                    flight.await();
                    here(At.AFTER_THE_ACKNOWLEDGEMENT);
                }

                @Override
                public void acknowledge() {
                    flight.acknowledge();
                    hasWritten = true;
                    here(At.WHILE_WRITING);
                }
            };
        }

        @Override
        public void look() throws Exception {
            session.look();
        }

        @Override
        public void forget(UUID about) throws Exception {
            session.forget(about);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
