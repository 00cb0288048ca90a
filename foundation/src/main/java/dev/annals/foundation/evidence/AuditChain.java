package dev.annals.foundation.evidence;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked of the chain, in any process. */
public interface AuditChain {

    /** How far it is. */
    ChainStatus status();

    /** The keys to its seals. */
    List<PublicSealKey> keys();

    /** The newest seal. */
    Optional<Seal> seal();

    /** Follows the whole chain along the log and names where it breaks. */
    ChainFindings verify(@Nullable KeptHead kept);

    /**
     * The sealed part that begins after an index: as many events, or a block more.
     *
     * @param last not beyond this index; the section ends with the block before it
     */
    ChainSection section(long after, long last, long events);

    /** Hands out a section in its order, a page in memory at a time. */
    void read(ChainSection section, ChainReader reader);
}
