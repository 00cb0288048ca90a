package dev.annals.foundation.evidence;

import dev.annals.foundation.evidence.Break.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks seals in their order beside the chain. */
final class SealWalk {

    private static final int PAGE = 500;

    /** Takes what is wrong. */
    interface Found {
        void add(Kind kind, long position, String detail);
    }

    private final SealTable table;
    private final SealKeys held;
    private final Map<String, byte[]> publicKeys = new HashMap<>();
    private final ArrayDeque<Seal> page = new ArrayDeque<>();
    private String before = Seal.NONE_BEFORE;
    private long number;
    private long count;
    private long provedUpTo;
    private long strange;

    SealWalk(SealTable table, SealKeys held) {
        this.table = table;
        this.held = held;
        table.keys().forEach(key -> publicKeys.put(key.keyId(), key.publicKey()));
        // What this process holds itself wins over what the database says of it.
        held.all().forEach(key -> publicKeys.put(key.id(), key.publicKey()));
    }

    /** Checks those that seal this block or what is before it. */
    void upTo(ChainBlock block, Found found, boolean wholeSoFar) {
        for (var seal = peek(); seal != null && seal.position() <= block.lastIndex(); seal = peek()) {
            check(seal, block, found, wholeSoFar);
            page.poll();
        }
    }

    /** Checks that there is none beyond the chain's end, and that the last ones are ours. */
    void beyond(long last, Found found) {
        for (var seal = peek(); seal != null; seal = peek()) {
            if (seal.position() > last)
                found.add(
                        Kind.CHAIN_CUT,
                        seal.position(),
                        "The chain ends before what seal " + seal.number() + " covers.");
            count++;
            number = seal.number();
            page.poll();
        }
        if (strange > 0 && !held.all().isEmpty())
            found.add(Kind.SEAL_FORGED, strange, "The newest seals are of a key that this process does not hold.");
    }

    private void check(Seal seal, ChainBlock block, Found found, boolean wholeSoFar) {
        count++;
        var isNext = seal.number() == number + 1 && seal.previous().equals(before);
        if (!isNext)
            found.add(Kind.SEAL_MISSING, seal.position(), "Seal " + seal.number() + " follows on another one.");
        number = seal.number();
        before = seal.fingerprint();
        var key = publicKeys.get(seal.keyId());
        var isSigned = key != null
                && SealKey.id(key).equals(seal.keyId())
                && SealKey.isSigned(key, seal.statement(), seal.signature());
        if (!isSigned)
            found.add(Kind.SEAL_FORGED, seal.position(), "Seal " + seal.number() + " is not signed by its key.");
        var agrees = seal.position() == block.lastIndex()
                && seal.events() == block.total()
                && Arrays.equals(HexFormat.of().parseHex(seal.hash()), block.hash());
        if (!agrees)
            found.add(
                    Kind.SEAL_CONTRADICTS,
                    seal.position(),
                    "Seal " + seal.number() + " says something else than the chain.");
        if (!held.holds(seal.keyId())) strange = seal.position();
        else if (isSigned) {
            strange = 0;
            if (isNext && agrees && wholeSoFar) provedUpTo = seal.position();
        }
    }

    private @Nullable Seal peek() {
        if (page.isEmpty()) page.addAll(table.after(number, PAGE));
        return page.peek();
    }

    long count() {
        return count;
    }

    long provedUpTo() {
        return provedUpTo;
    }
}
