package dev.annals.foundation.projection;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** The text by which the row of an event is known: to sequence its events, and to park them. */
final class RowKeys {

    private static final int MOST = 200;

    private final Function<EventMessage<?>, Object> rowKey;

    RowKeys(Function<EventMessage<?>, Object> rowKey) {
        this.rowKey = rowKey;
    }

    /** The key of the row; that of the stream where the event does not say which row it is about. */
    String of(EventMessage<?> event) {
        try {
            return text(rowKey.apply(event));
        } catch (RuntimeException unreadable) {
            return stream(event);
        }
    }

    /** Events of a stream are parked behind one that cannot be read. */
    static String stream(EventMessage<?> event) {
        var aggregate = event instanceof DomainEventMessage<?> of ? of.getAggregateIdentifier() : null;
        var stream = aggregate == null ? event.getIdentifier() : aggregate;
        return bounded("stream:" + stream);
    }

    private static String text(Object key) {
        return bounded(
                key instanceof List<?> parts
                        ? parts.stream().map(String::valueOf).collect(joining(":"))
                        : String.valueOf(key));
    }

    private static String bounded(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "~" + Integer.toHexString(text.hashCode());
    }
}
