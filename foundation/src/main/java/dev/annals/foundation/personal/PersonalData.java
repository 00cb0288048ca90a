package dev.annals.foundation.personal;

import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals and opens personal values, one data key per subject. */
public interface PersonalData {

    /**
     * Seals a value under the subject's key, which is made in the current transaction where there is none yet.
     *
     * @throws IllegalStateException when the subject was erased
     */
    Personal seal(UUID subject, Purpose purpose, String clear);

    /** Like {@link #seal}, absent for absent. */
    default @Nullable Personal sealNullable(UUID subject, Purpose purpose, @Nullable String clear) {
        return clear == null ? null : seal(subject, purpose, clear);
    }

    /**
     * Gets the keys of many subjects at once, so that opening a page of values asks the database once and not per value.
     * A hint: opening works without it.
     */
    default void prefetch(Collection<UUID> subjects) {}

    /** The value, or empty text once the subject's key is destroyed. A value that was tampered with is an exception. */
    String open(Personal sealed);

    /** Like {@link #open}; absent for absent and for erased. */
    default @Nullable String openNullable(@Nullable Personal sealed) {
        if (sealed == null) return null;
        var clear = open(sealed);
        return clear.isEmpty() ? null : clear;
    }
}
