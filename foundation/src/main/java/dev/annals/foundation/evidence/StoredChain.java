package dev.annals.foundation.evidence;

import dev.annals.foundation.store.Positions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything from the database, so that each process says the same. */
final class StoredChain implements AuditChain {

    private static final int PAGE = 1_000;
    private static final HexFormat HEX = HexFormat.of();

    /** A place of the chain. */
    private record Place(long index, long total, byte[] hash) {}

    private final ChainTable chain;
    private final ChainedEvents events;
    private final SealTable seals;
    private final SealKeys keys;
    private final Positions positions;

    StoredChain(ChainTable chain, ChainedEvents events, SealTable seals, SealKeys keys, Positions positions) {
        this.chain = chain;
        this.events = events;
        this.seals = seals;
        this.keys = keys;
        this.positions = positions;
    }

    @Override
    public ChainStatus status() {
        var head = positions.head();
        var last = chain.last();
        var index = last.map(ChainBlock::lastIndex).orElse(0L);
        return new ChainStatus(
                head.storeId(),
                index,
                last.map(ChainBlock::total).orElse(0L),
                HEX.formatHex(last.map(ChainBlock::hash)
                        .orElseGet(() -> ChainHash.start(head.storeId()).value())),
                Math.max(0, head.index() - index),
                seals.last().orElse(null),
                seals.alarms());
    }

    @Override
    public List<PublicSealKey> keys() {
        return seals.keys();
    }

    @Override
    public Optional<Seal> seal() {
        return seals.last();
    }

    @Override
    public ChainFindings verify(@Nullable KeptHead kept) {
        return new ChainVerifier(store(), chain, events, new SealWalk(seals, keys), kept).verify();
    }

    @Override
    public ChainSection section(long after, long last, long most) {
        var sealed = Math.min(seals.last().map(Seal::position).orElse(0L), last);
        var begin = at(after);
        var end = chain.covering(begin.total() + most)
                .filter(block -> block.lastIndex() <= sealed)
                .or(() -> chain.endingBy(sealed))
                .filter(block -> block.lastIndex() > after)
                .map(block -> new Place(block.lastIndex(), block.total(), block.hash()))
                .orElse(begin);
        return new ChainSection(
                store(),
                after,
                HEX.formatHex(begin.hash()),
                begin.total(),
                Math.max(end.index(), after),
                HEX.formatHex(end.hash()),
                end.total() - begin.total(),
                sealed,
                seals.between(after, end.index()));
    }

    /** The chain after the last event that is at an index or before it. */
    private Place at(long index) {
        var before = chain.endingBy(index);
        var place = before.map(block -> new Place(block.lastIndex(), block.total(), block.hash()))
                .orElseGet(() -> new Place(0, 0, ChainHash.start(store()).value()));
        if (place.index() == index || chain.holding(index).isEmpty()) return place;
        var hash = ChainHash.after(place.index(), place.hash());
        var between = events.after(place.index(), index, Chainer.BLOCK_EVENTS);
        between.forEach(hash::add);
        return new Place(hash.last(), place.total() + between.size(), hash.value());
    }

    @Override
    public void read(ChainSection section, Consumer<ChainedEvent> reader) {
        var from = section.after();
        while (from < section.last()) {
            var page = events.after(from, section.last(), PAGE);
            if (page.isEmpty()) return;
            page.forEach(reader);
            from = page.getLast().index();
        }
    }

    private String store() {
        return positions.head().storeId();
    }
}
