package dev.annals.foundation.personal;

import java.util.Set;
import java.util.UUID;

/** The data keys as a whole: what erasure and rotation need. */
public interface DataKeys {

    /**
     * Destroys the subject's key in the current transaction: from its commit on everything sealed under it opens as
     * empty, in this process at once, in every other within a second. A subject without a key gets none later. Doing it
     * again changes nothing.
     *
     * <p>Before that the subject is on the list of erasures, on the disk: should this transaction not commit, the next
     * start destroys the key. So nothing may be decided after it.
     *
     * <p>The row no longer holds the wrapped key; the database may keep its former bytes until it vacuums, readable
     * only to somebody who also has the master key.
     */
    void destroy(UUID subject);

    /** Whether the subject's key was destroyed. */
    boolean isDestroyed(UUID subject);

    /** Everybody on the list of erasures. Their keys are destroyed before anything can be opened. */
    Set<UUID> listed();

    /**
     * Re-wraps every key that the previous master key wraps, in small transactions; hashes and sealed values stay as
     * they are. Runs at start where a previous master key is given.
     *
     * @return how many were re-wrapped
     */
    long rewrap();
}
