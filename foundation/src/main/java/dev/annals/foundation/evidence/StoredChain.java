package dev.annals.foundation.evidence;

import dev.annals.foundation.store.Positions;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
                .filter(block -> block.lastIndex() > begin.index())
                .map(block -> new Place(block.lastIndex(), block.total(), block.hash()))
                .orElse(begin);
        return new ChainSection(
                store(),
                begin.index(),
                HEX.formatHex(begin.hash()),
                begin.total(),
                end.index(),
                HEX.formatHex(end.hash()),
                end.total() - begin.total(),
                sealed,
                seals.between(begin.index(), end.index()));
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
    public void read(ChainSection section, ChainReader reader) {
        var hash = ChainHash.after(section.after(), HEX.parseHex(section.hashBefore()));
        var sealed = new ArrayDeque<>(section.seals());
        while (hash.last() < section.last()) {
            var page = events.after(hash.last(), section.last(), PAGE);
            if (page.isEmpty()) return;
            for (var event : page) {
                while (!sealed.isEmpty() && sealed.peek().position() < event.index()) reader.seal(sealed.remove());
                hash.add(event);
                reader.event(event, HEX.toHexDigits(hash.mark()));
            }
        }
        sealed.forEach(reader::seal);
    }

    private String store() {
        return positions.head().storeId();
    }
}
