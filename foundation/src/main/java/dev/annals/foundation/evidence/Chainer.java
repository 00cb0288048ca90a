package dev.annals.foundation.evidence;

import dev.annals.foundation.store.LogEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the chain longer, a block at a time and up to where the log is settled only, and seals it. Of many processes one
 * does it: whoever has the row of {@code audit_chainer}, which every transaction takes first.
 */
final class Chainer {

    static final int BLOCK_EVENTS = 1_000;

    private final TransactionTemplate transactions;
    private final ChainTable chain;
    private final ChainedEvents events;
    private final SealTable seals;
    private final SealKeys keys;
    private final LogEvents log;
    private final Supplier<String> store;
    private final String self;
    private final Duration lease;
    private final Clock clock;

    Chainer(
            TransactionTemplate transactions,
            ChainTable chain,
            ChainedEvents events,
            SealTable seals,
            SealKeys keys,
            LogEvents log,
            Supplier<String> store,
            String self,
            Duration lease,
            Clock clock) {
        this.transactions = transactions;
        this.chain = chain;
        this.events = events;
        this.seals = seals;
        this.keys = keys;
        this.log = log;
        this.store = store;
        this.self = self;
        this.lease = lease;
        this.clock = clock;
    }

    /** Chains the next events; answers how many, none where another process is at it. */
    int chainSome() {
        // Before the snapshot in which they are read: what that lacks up to here does not exist.
        var settled = log.settledUpTo();
        return Objects.requireNonNull(transactions.execute(transaction -> chainUpTo(settled)));
    }

    private int chainUpTo(long settled) {
        if (!chain.claim(self, lease)) return 0;
        var before = chain.last();
        var last = before.map(ChainBlock::lastIndex).orElse(0L);
        if (last >= settled) return 0;
        var next = events.after(last, settled, BLOCK_EVENTS);
        if (next.isEmpty()) return 0;
        var hash = before.map(block -> ChainHash.after(block.lastIndex(), block.hash()))
                .orElseGet(() -> ChainHash.start(store.get()));
        chain.add(ChainBlock.of(hash, before.map(ChainBlock::total).orElse(0L), next), holes(last, next));
        return next.size();
    }

    private static List<Hole> holes(long after, List<ChainedEvent> events) {
        var holes = new ArrayList<Hole>();
        var last = after;
        for (var event : events) {
            if (event.index() > last + 1) holes.add(new Hole(last + 1, event.index() - 1));
            last = event.index();
        }
        return holes;
    }

    /** Seals what was chained since the last seal, where that is as old as said; absent where there is nothing to seal. */
    Optional<Seal> seal(Duration interval) {
        var key = keys.active();
        if (key.isEmpty()) return Optional.empty();
        return Objects.requireNonNull(transactions.execute(transaction -> seal(key.get(), interval)));
    }

    private Optional<Seal> seal(SealKey key, Duration interval) {
        if (!chain.claim(self, lease)) return Optional.empty();
        var head = chain.last();
        var before = seals.last();
        var now = now();
        if (head.isEmpty()
                || before.isPresent()
                        && (before.get().position() >= head.get().lastIndex()
                                || before.get().sealedAt().plus(interval).isAfter(now))) return Optional.empty();
        var next = new Seal(
                        store.get(),
                        before.map(Seal::number).orElse(0L) + 1,
                        head.get().lastIndex(),
                        head.get().total(),
                        HexFormat.of().formatHex(head.get().hash()),
                        before.map(Seal::fingerprint).orElse(Seal.NONE_BEFORE),
                        now,
                        key.id(),
                        new byte[0])
                .signedBy(key);
        seals.publish(key);
        seals.add(next);
        return Optional.of(next);
    }

    /** As exact as a database keeps it, or what is read back would not be what was signed. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void leave() {
        chain.leave(self);
    }
}
