package dev.annals.foundation.evidence;

import dev.annals.foundation.evidence.Break.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk along the log, the chain and the seals. A page of each is in memory. */
final class ChainVerifier {

    private static final int BLOCKS = 20;
    private static final int MOST = 100;

    private final String store;
    private final ChainTable chain;
    private final ChainedEvents events;
    private final SealWalk seals;
    private final @Nullable KeptHead kept;
    private final List<Break> breaks = new ArrayList<>();
    private boolean sawKept;

    ChainVerifier(String store, ChainTable chain, ChainedEvents events, SealWalk seals, @Nullable KeptHead kept) {
        this.store = store;
        this.chain = chain;
        this.events = events;
        this.seals = seals;
        this.kept = kept;
    }

    ChainFindings verify() {
        var hash = ChainHash.start(store);
        var total = 0L;
        var last = 0L;
        var page = chain.after(0, BLOCKS);
        while (!page.isEmpty()) {
            for (var block : page) {
                if (!block.isWhole() || block.total() != total + block.events())
                    found(Kind.CHAIN_CHANGED, block.lastIndex(), "A block of the chain does not fit the one before.");
                else follow(block, last, hash);
                seals.upTo(block, this::found, breaks.isEmpty());
                total = block.total();
                last = block.lastIndex();
                hash = ChainHash.after(last, block.hash());
            }
            page = chain.after(last, BLOCKS);
        }
        seals.beyond(last, this::found);
        if (kept != null && !sawKept)
            found(Kind.HEAD_LOST, kept.position(), "What was kept outside is not part of this chain.");
        var found = breaks.stream()
                .sorted(Comparator.comparingLong(Break::position))
                .limit(MOST)
                .toList();
        return new ChainFindings(
                store, total, last, HexFormat.of().formatHex(hash.value()), seals.count(), seals.provedUpTo(), found);
    }

    /** Names the first event of the block that is not as it was; what follows can be told from the next block on. */
    private void follow(ChainBlock block, long after, ChainHash hash) {
        var stored = events.after(after, block.lastIndex(), block.events() + 1);
        for (var number = 0; number < Math.max(block.events(), stored.size()); number++) {
            var expected = number < block.events() ? block.index(number) : Long.MAX_VALUE;
            var event = number < stored.size() ? stored.get(number) : null;
            if (event == null || event.index() > expected) {
                found(Kind.EVENT_REMOVED, expected, "The event that was chained here is gone.");
                return;
            }
            if (event.index() < expected) {
                found(Kind.EVENT_ADDED, event.index(), "There was no event here when the chain passed.");
                return;
            }
            hash.add(event);
            if (hash.mark() != block.mark(number)) {
                found(Kind.EVENT_CHANGED, expected, "The event is not the one that was chained here.");
                return;
            }
            remember(hash);
        }
        if (!Arrays.equals(hash.value(), block.hash()))
            found(Kind.CHAIN_CHANGED, block.lastIndex(), "The stored hash does not follow from the events.");
    }

    private void remember(ChainHash hash) {
        if (kept != null && kept.position() == hash.last())
            sawKept = kept.hash().equals(HexFormat.of().formatHex(hash.value()));
    }

    private void found(Kind kind, long position, String detail) {
        if (breaks.size() < 10 * MOST) breaks.add(new Break(kind, position, detail));
    }
}
