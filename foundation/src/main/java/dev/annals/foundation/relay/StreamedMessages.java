package dev.annals.foundation.relay;

import java.time.Instant;
import java.util.List;

/** What stands in the stream, read without any durable. */
public interface StreamedMessages {

    /** A message as subscribers get it. */
    record Streamed(long sequence, String subject, Instant at, String payload) {}

    /**
     * Some messages of a stream.
     *
     * @param last the last sequence of the stream
     */
    record Some(String stream, long messages, long last, List<Streamed> items) {}

    /** There is no stream, or it cannot be reached. */
    final class Away extends Exception {
        private static final long serialVersionUID = 1;

        public Away() {
            super("The stream cannot be read", null, false, false);
        }
    }

    /** Those after the sequence; a negative one means so many before the end. */
    Some after(long sequence, int limit) throws Away;
}
