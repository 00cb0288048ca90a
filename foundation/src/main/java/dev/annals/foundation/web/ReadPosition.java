package dev.annals.foundation.web;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.store.Position;
import org.jspecify.annotations.Nullable;

/**
 * From which position on a client wants its answer ({@code Annals-Position} of the request); a query controller takes it
 * as a parameter. A position that is none of this store's is refused with {@code INVALID_POSITION}.
 *
 * @param position absent where the client asks for none
 */
public record ReadPosition(@Nullable Position position) {

    /** Waits until the projection has seen the position, if there is one. */
    public void await(ReadModels readModels, String group) {
        if (position != null) readModels.await(group, position);
    }
}
