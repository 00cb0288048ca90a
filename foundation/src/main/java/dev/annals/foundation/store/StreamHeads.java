package dev.annals.foundation.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The end of each stream that was read or written lately, so that a command which had nothing to do can still say from
 * which position on its answer is to be seen, and what an aggregate in memory has seen.
 */
final class StreamHeads {

    private record Head(long index, long sequence) {

        Head max(Head other) {
            return new Head(Math.max(index, other.index), Math.max(sequence, other.sequence));
        }
    }

    private static final Head NONE = new Head(0, -1);

    private final Map<String, Head> heads;
    private final LongConsumer onMet;

    /**
     * @param most how many streams are remembered
     * @param onMet told, after the commit of a unit of work, of the highest index of the streams it met
     */
    StreamHeads(int most, LongConsumer onMet) {
        this.onMet = onMet;
        heads = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Head> eldest) {
                return size() > most;
            }
        };
    }

    /** A stream has that last index and that last sequence number. */
    synchronized void moved(String stream, long index, long sequence) {
        heads.merge(stream, new Head(index, sequence), Head::max);
    }

    /** The last sequence number that this process knows of; -1 if it knows none. */
    synchronized long sequenceOf(String stream) {
        return heads.getOrDefault(stream, NONE).sequence();
    }

    /** The current unit of work decides by what that stream says. */
    void met(String stream) {
        if (!CurrentUnitOfWork.isStarted()) return;
        var head = headOf(stream);
        if (head == 0) return;
        var root = CurrentUnitOfWork.get().root();
        var highest = root.getOrComputeResource(StreamHeads.class.getName(), name -> {
            var met = new long[1];
            root.afterCommit(done -> onMet.accept(met[0]));
            return met;
        });
        highest[0] = Math.max(highest[0], head);
    }

    private synchronized long headOf(String stream) {
        return heads.getOrDefault(stream, NONE).index();
    }
}
