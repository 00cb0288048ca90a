package dev.annals.foundation.outbound;

import dev.annals.foundation.outbound.ReplayTable.Extent;
import dev.annals.foundation.outbound.ReplayTable.Told;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.relay.Replay.State;
import dev.annals.foundation.store.LogToken;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** One replay, batch by batch. Where it is stands in its row, and in the stream for what was sent since. */
final class ReplayRun {

    static final String OPERATION = "Annals-Replay";
    private static final String EVENT = "Annals-Event-Id";
    private static final String SNAPSHOT = "Annals-Snapshot";

    private static final int NO_MESSAGE = 10037;

    /** Positions looked at together. */
    private static final int PAGE = 1_000;

    private final Replay replay;
    private final Extent extent;
    private final Parts parts;
    private final Connection connection;
    private final long last;
    private long position;
    private long sent;

    /** What a replay is made of. */
    record Parts(
            ReplayTable table,
            Function<List<Long>, List<TrackedEventMessage<?>>> log,
            Outgoing outgoing,
            RelayStore relay,
            ReplayStream stream,
            List<String> types,
            ReplaySettings settings) {}

    ReplayRun(Replay replay, Extent extent, Parts parts, Connection connection, long position) {
        this.replay = replay;
        this.extent = extent;
        this.parts = parts;
        this.connection = connection;
        this.position = position;
        this.sent = replay.sent();
        var upTo = replay.upTo();
        this.last = upTo == null ? extent.head() : Math.min(upTo, extent.head());
    }

    UUID id() {
        return replay.operationId();
    }

    /** Does a piece of the work; false when there is nothing left to do. */
    boolean step() throws Exception {
        var table = parts.table();
        if (table.isCancelled(id())) {
            table.finish(id(), State.CANCELLED, "Cancelled after " + sent + " messages.");
            return false;
        }
        if (position >= last) {
            table.finish(id(), State.DONE, sent + " messages were sent.");
            return false;
        }
        var end = Math.min(last, position + PAGE);
        var positions = LongStream.rangeClosed(position + 1, end)
                .filter(extent::has)
                .boxed()
                .toList();
        var messages = positions.isEmpty()
                ? List.<OutboundMessage>of()
                : messages(parts.log().apply(positions));
        for (var from = 0; from < messages.size(); from += parts.settings().batchSize()) {
            var batch = messages.subList(
                    from, Math.min(messages.size(), from + parts.settings().batchSize()));
            table.told(id(), publish(batch));
            if (!advance(batch.getLast().position(), batch.size())) return false;
        }
        table.arrived(id());
        return advance(end, 0);
    }

    private boolean advance(long to, int messages) {
        position = to;
        sent += messages;
        return parts.table().progress(id(), to, messages);
    }

    private List<OutboundMessage> messages(List<TrackedEventMessage<?>> events) {
        var concerned = events.stream()
                .filter(event -> parts.outgoing().concerns(event.getPayloadType()))
                .filter(this::isWithinTime)
                .toList();
        parts.table().intend(id(), concerned.stream().flatMap(ReplayRun::about).collect(Collectors.toSet()));
        parts.outgoing().prepare(concerned);
        var forgotten = parts.relay().forgotten().all();
        var messages = new ArrayList<OutboundMessage>(concerned.size());
        for (var event : concerned)
            message(event, forgotten).filter(this::isAsked).ifPresent(messages::add);
        return replay.kind() == Kind.SNAPSHOT ? onlyTheLast(messages) : messages;
    }

    private static Stream<UUID> about(TrackedEventMessage<?> event) {
        return event instanceof DomainEventMessage<?> of
                ? Stream.of(UUID.fromString(of.getAggregateIdentifier()))
                : Stream.empty();
    }

    private Optional<OutboundMessage> message(TrackedEventMessage<?> event, Set<UUID> forgotten) {
        if (replay.kind() == Kind.SNAPSHOT) {
            return parts.outgoing().introduction(event).filter(message -> !forgotten.contains(message.about()));
        }
        var message = parts.outgoing().message(event, false);
        return message.isPresent() && forgotten.contains(message.get().about())
                ? parts.outgoing().message(event, true)
                : message;
    }

    private boolean isWithinTime(TrackedEventMessage<?> event) {
        var from = replay.from();
        var to = replay.to();
        return (from == null || !event.getTimestamp().isBefore(from))
                && (to == null || !event.getTimestamp().isAfter(to));
    }

    private boolean isAsked(OutboundMessage message) {
        var about = replay.about();
        return about == null || about.equals(message.about());
    }

    /** Where each was when it began: of several events about one only the last tells that. */
    private List<OutboundMessage> onlyTheLast(List<OutboundMessage> messages) {
        var users = messages.stream().map(OutboundMessage::about).distinct().toList();
        Map<UUID, Long> last = parts.table().lastOf(users, parts.types(), extent);
        return messages.stream()
                .filter(message -> message.position() == last.getOrDefault(message.about(), -1L))
                .toList();
    }

    private List<Told> publish(List<OutboundMessage> batch) throws Exception {
        var jetStream = connection.jetStream();
        var acks = new ArrayList<CompletableFuture<PublishAck>>(batch.size());
        for (var message : batch) acks.add(jetStream.publishAsync(of(message)));
        var told = new ArrayList<Told>(batch.size());
        for (var n = 0; n < acks.size(); n++) {
            var sequence = acks.get(n).get(10, TimeUnit.SECONDS).getSeqno();
            var message = batch.get(n);
            told.add(new Told(sequence, message.about(), message.position(), message.isBare()));
        }
        return told;
    }

    private NatsMessage of(OutboundMessage message) {
        var headers = new Headers();
        // The same at each attempt, and another one than in every other replay.
        headers.put(OutboundMessage.ID, id() + ":" + message.id());
        headers.put(EVENT, message.id());
        headers.put(OPERATION, id().toString());
        if (replay.kind() == Kind.SNAPSHOT) headers.put(SNAPSHOT, "1");
        message.headers().forEach((name, value) -> headers.put(name, value));
        return NatsMessage.builder()
                .subject(ReplayStream.SUBJECT + replay.durable())
                .headers(headers)
                .data(message.body())
                .build();
    }

    /** Where the stream says that it is: the last message of ours, and its predecessors where they are not noted yet. */
    static long recovered(Replay replay, Parts parts, JetStreamManagement streams) throws Exception {
        var position = replay.position();
        var stream = parts.stream().replays();
        var from = parts.table().lastTold(replay.operationId()).orElse(0) + 1;
        var end = streams.getStreamInfo(stream).getStreamState().getLastSequence();
        while (from <= end) {
            var next = next(streams, stream, from, replay.durable());
            if (next.isEmpty()) break;
            var message = next.get();
            from = message.getSeq() + 1;
            var headers = message.getHeaders();
            if (headers == null || !replay.operationId().toString().equals(headers.getFirst(OPERATION))) continue;
            var at = indexOf(headers);
            for (var event : parts.log().apply(List.of(at)))
                parts.table().told(replay.operationId(), told(event, at, message, parts.outgoing()));
            position = Math.max(position, at);
        }
        parts.table().arrived(replay.operationId());
        return position;
    }

    private static Optional<MessageInfo> next(JetStreamManagement streams, String stream, long from, String durable)
            throws IOException, JetStreamApiException {
        try {
            return Optional.of(streams.getNextMessage(stream, from, ReplayStream.SUBJECT + durable));
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != NO_MESSAGE) throw e;
            return Optional.empty();
        }
    }

    private static List<Told> told(
            TrackedEventMessage<?> event, long position, MessageInfo message, Outgoing outgoing) {
        var isBare = outgoing.message(event, true)
                .filter(bare -> Arrays.equals(bare.body(), message.getData()))
                .isPresent();
        return about(event)
                .map(user -> new Told(message.getSeq(), user, position, isBare))
                .toList();
    }

    static long indexOf(Headers headers) {
        return dev.annals.foundation.store.Position.parse(headers.getFirst("Annals-Position"))
                .index();
    }

    /** Everything that has left by now. */
    static Extent begin(Replay replay, Parts parts, RelayStore.State state) {
        var token = state.token();
        var head = token instanceof LogToken log ? log.index() : 0;
        parts.table().extent(replay.operationId(), head, LogToken.gapsOf(token));
        return parts.table().extent(replay.operationId()).orElseThrow();
    }
}
