package dev.annals.foundation.outbound;

import java.util.UUID;

/** A message of ours in the stream, or about to be. */
record Published(long logIndex, UUID about, long sequence, boolean isLast, boolean isBare) {

    static Published of(OutboundMessage message, long sequence) {
        return new Published(message.position(), message.about(), sequence, message.isLast(), message.isBare());
    }
}
