package dev.annals.foundation.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The last index of each stream that was read or written lately, so that a command which had nothing to do can still say
 * from which position on its answer is to be seen.
 */
final class StreamHeads {

    private final Map<String, Long> heads;
    private final LongConsumer onMet;

    /**
     * @param most how many streams are remembered
     * @param onMet told, after the commit of a unit of work, of the highest index of the streams it met
     */
    StreamHeads(int most, LongConsumer onMet) {
        this.onMet = onMet;
        heads = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > most;
            }
        };
    }

    /** A stream has that last index. */
    synchronized void moved(String stream, long index) {
        heads.merge(stream, index, Math::max);
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
        return heads.getOrDefault(stream, 0L);
    }
}
