package dev.annals.foundation.projection;

import org.axonframework.eventhandling.EventMessage;

/**
 * Fills one read table from events: one class, one {@code @ProcessingGroup}, one table, which is named after the group:
 * {@code role-history} fills {@code role_history_rows}. It is run in batches by
 * {@link ProjectionProcessors}; what it writes through {@link ReadRows} is committed together with the place it has
 * reached, so a batch that fails leaves nothing behind and is done again.
 */
public interface Projection {

    /** The row that an event is about. Events of one row are handled one after the other, in the order of the log. */
    Object rowKey(EventMessage<?> event);
}
