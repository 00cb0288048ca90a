package dev.annals.foundation.outbound;

import java.util.Map;
import java.util.UUID;

/**
 * Something that leaves, byte for byte.
 *
 * @param id of the event it comes from, by which receivers know it again
 * @param position of that event in the log
 * @param about whose it is: messages about one keep their order
 * @param subject under which it is published
 * @param headers beside the id, in their order
 * @param isLast whether it is the last word about him, which receivers get even when he is to be forgotten
 * @param isBare whether nothing in it tells who he is
 */
public record OutboundMessage(
        String id,
        long position,
        UUID about,
        String subject,
        Map<String, String> headers,
        byte[] body,
        boolean isLast,
        boolean isBare) {

    /** The header that carries {@link #id}; NATS drops what it has seen a moment ago. */
    public static final String ID = "Nats-Msg-Id";

    /** Neither names nor addresses. */
    @Override
    public String toString() {
        return "OutboundMessage[" + id + " at " + position + "]";
    }
}
