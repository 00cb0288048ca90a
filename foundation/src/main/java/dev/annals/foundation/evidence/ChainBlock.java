package dev.annals.foundation.evidence;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A part of the chain.
 *
 * @param lastIndex the index of its last event
 * @param events how many events it covers
 * @param total how many events the chain covers up to and with this block
 * @param hash the chain's hash after its last event
 * @param places index and mark of each event, 16 bytes each
 */
record ChainBlock(long lastIndex, int events, long total, byte[] hash, byte[] places) {

    static final int PLACE_BYTES = Long.BYTES + ChainHash.MARK_BYTES;

    /** Chains these events after that hash. */
    static ChainBlock of(ChainHash chain, long totalBefore, List<ChainedEvent> events) {
        var places = ByteBuffer.allocate(events.size() * PLACE_BYTES);
        for (var event : events) {
            chain.add(event);
            places.putLong(event.index()).putLong(chain.mark());
        }
        return new ChainBlock(chain.last(), events.size(), totalBefore + events.size(), chain.value(), places.array());
    }

    boolean isWhole() {
        return places.length == events * PLACE_BYTES && events > 0 && index(events - 1) == lastIndex;
    }

    long index(int number) {
        return ByteBuffer.wrap(places).getLong(number * PLACE_BYTES);
    }

    long mark(int number) {
        return ByteBuffer.wrap(places).getLong(number * PLACE_BYTES + Long.BYTES);
    }
}
