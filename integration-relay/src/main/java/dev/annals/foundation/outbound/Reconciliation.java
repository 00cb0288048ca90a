package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.RelayStore.State;
import dev.annals.foundation.store.LogEvents;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageGetRequest;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the record in line with the stream, whatever happened since: acknowledgements that were lost, messages that
 * NATS had acknowledged and lost, a stream that was deleted, wiped or restored. The stream's word counts; where it cannot
 * say any more, because a work queue's messages are gone once they are consumed, that of the intention does.
 */
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int NO_MESSAGE = 10037;

    private final RelayStore store;
    private final LogEvents log;
    private final Outgoing outgoing;

    Reconciliation(RelayStore store, LogEvents log, Outgoing outgoing) {
        this.store = store;
        this.log = log;
        this.outgoing = outgoing;
    }

    /** Answers the last sequence of the stream, up to which the record is right from now on. */
    long reconcile(JetStreamManagement streams, StreamInfo info) throws IOException, JetStreamApiException {
        var state = store.state().orElseThrow();
        var made = info.getCreateTime().toInstant().toString();
        var last = info.getStreamState().getLastSequence();
        if (made.equals(state.streamMade()) && last >= state.acknowledged()) arrived(streams, info, state);
        else if (made.equals(state.streamMade())) shortened(state, last);
        else if (last == 0
                || state.streamMade() == null && store.published().above(0).isEmpty()) another(state, made, last);
        else restored(streams, info, state, made);
        return last;
    }

    /** The usual case: of what was intended the first so many have arrived. */
    private void arrived(JetStreamManagement streams, StreamInfo info, State state)
            throws IOException, JetStreamApiException {
        var last = info.getStreamState().getLastSequence();
        var intended = store.published().above(state.acknowledged());
        if (intended.isEmpty() && last == state.acknowledged()) return;
        var bySequence = intended.stream().collect(Collectors.toMap(Published::sequence, Function.identity()));
        var byPosition = intended.stream().collect(Collectors.toMap(Published::logIndex, Function.identity()));
        var found = new ArrayList<Published>();
        var foreign = 0;
        for (var sequence = state.acknowledged() + 1; sequence <= last; sequence++) {
            var id = idAt(streams, info, sequence);
            var row = id.isPresent() ? published(id.get(), sequence, byPosition) : bySequence.get(sequence);
            if (row != null) found.add(row);
            else foreign++;
        }
        if (foreign > 0) LOG.warn("{} messages of the stream {} are not ours", foreign, name(info));
        store.whileOurs(() -> {
            store.published().deleteAbove(state.acknowledged());
            record(found);
            store.acknowledged(last);
        });
    }

    /** NATS has lost what it had acknowledged. */
    private void shortened(State state, long last) {
        store.whileOurs(() -> {
            store.published().deleteAbove(state.acknowledged());
            var moved = store.missing().moveFrom(store.published(), last, state.token());
            store.shortened(last);
            store.acknowledged(last);
            LOG.warn(
                    "The stream ends at {} instead of {}: {} messages are published again",
                    last,
                    state.acknowledged(),
                    moved);
        });
    }

    /** An empty one, or the first that we see: nothing in it is ours. */
    private void another(State state, String made, long last) {
        store.whileOurs(() -> {
            store.published().deleteAbove(state.acknowledged());
            var moved = store.missing().moveFrom(store.published(), 0, state.token());
            store.stream(made, last);
            if (moved > 0) LOG.warn("The stream was made anew: {} messages are published again", moved);
        });
    }

    /** Another stream with something in it: whatever of ours is there is read from it. */
    private void restored(JetStreamManagement streams, StreamInfo info, State state, String made)
            throws IOException, JetStreamApiException {
        var known = new HashMap<Long, Published>();
        store.published().above(0).forEach(row -> known.put(row.logIndex(), row));
        var found = new ArrayList<Published>();
        var stream = info.getStreamState();
        for (var sequence = Math.max(1, stream.getFirstSequence()); sequence <= stream.getLastSequence(); sequence++) {
            var id = idAt(streams, info, sequence);
            var row = id.isPresent() ? published(id.get(), sequence, known) : null;
            if (row != null) found.add(row);
        }
        store.whileOurs(() -> {
            store.published().deleteAbove(state.acknowledged());
            var moved = store.missing().moveFrom(store.published(), 0, state.token());
            record(found);
            store.stream(made, stream.getLastSequence());
            LOG.warn(
                    "The stream is another one: {} messages of ours are in it, {} are published again",
                    found.size(),
                    Math.max(0, moved - found.size()));
        });
    }

    private void record(List<Published> found) {
        var positions = found.stream().map(Published::logIndex).toList();
        store.missing().found(positions);
        store.published().deleteAt(positions);
        store.published().insert(found);
    }

    /** Empty where no message is there any more; empty text where it has no id. */
    private static Optional<String> idAt(JetStreamManagement streams, StreamInfo info, long sequence)
            throws IOException, JetStreamApiException {
        try {
            var headers = streams.getMessage(name(info), MessageGetRequest.forSequence(sequence))
                    .getHeaders();
            var id = headers == null ? null : headers.getFirst(OutboundMessage.ID);
            return Optional.of(id == null ? "" : id);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == NO_MESSAGE) return Optional.empty();
            throw e;
        }
    }

    private @Nullable Published published(String id, long sequence, java.util.Map<Long, Published> known) {
        var position = store.positionOf(id);
        if (position.isEmpty()) return null;
        var row = known.get(position.get());
        if (row != null) return new Published(row.logIndex(), row.about(), sequence, row.isLast(), row.isBare());
        return log.at(List.of(position.get())).stream()
                .flatMap(event -> outgoing.message(event, false).stream())
                .map(message -> Published.of(message, sequence))
                .findFirst()
                .orElse(null);
    }

    private static String name(StreamInfo info) {
        return info.getConfiguration().getName();
    }
}
