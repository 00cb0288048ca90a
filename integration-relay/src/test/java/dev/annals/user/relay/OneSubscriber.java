package dev.annals.user.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.Outgoing;
import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.ReplayHouse;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.relay.Replay.State;
import dev.annals.foundation.store.TestStores;
import dev.annals.user.relay.Users.User;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A log, a real nats-server, and one subscriber that is told something on its own. */
abstract class OneSubscriber {

    static final String SHOP = "shop";
    static final String REPLAYS = "USER_EVENTS_REPLAY";

    final TestNats nats = TestNats.started();
    final RelayHouse house = RelayHouse.on(
            TestStores.h2Url(),
            (personalData, positions) -> new UserMessages(personalData, RelayHouse.SETTINGS, positions));
    final UserMessages outgoing = new UserMessages(house.personalData(), RelayHouse.SETTINGS, house.positions());
    final Users users = new Users(house);
    final Connection shop = nats.connect();
    private @Nullable ReplayHouse replays;

    @AfterEach
    void close() throws Exception {
        shop.close();
        if (replays != null) replays.close();
        house.close();
        nats.close();
    }

    ReplayHouse started() {
        return started("embedded", log -> log);
    }

    ReplayHouse started(String process, UnaryOperator<Function<List<Long>, List<TrackedEventMessage<?>>>> log) {
        return started(process, outgoing, log);
    }

    ReplayHouse started(
            String process, Outgoing outgoing, UnaryOperator<Function<List<Long>, List<TrackedEventMessage<?>>>> log) {
        var started = ReplayHouse.start(house, nats, outgoing, process, log);
        replays = started;
        return started;
    }

    void relayed(int messages) {
        house.relay(RelayHouse.SETTINGS, nats);
        left(messages);
    }

    void left(int messages) {
        await().atMost(Duration.ofSeconds(20)).until(() -> Stream.of(nats).size() == messages);
    }

    static Replay wish(Kind kind, long after, @Nullable Long upTo, @Nullable User about) {
        return Replay.wish(
                UUID.randomUUID(), kind, SHOP, after, upTo, null, null, about == null ? null : about.id.value(), null);
    }

    Replay done(ReplayHouse replays, Replay wish) {
        replays.operations().wish(wish);
        return ended(replays, wish.operationId());
    }

    static Replay ended(ReplayHouse replays, UUID id) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> replays.operations().find(id).orElseThrow(),
                        replay -> replay.state() != State.REQUESTED && replay.state() != State.RUNNING);
    }

    /** Everything that waits for the subscriber in that stream, acknowledged. */
    List<Message> read(String stream, String durable) throws Exception {
        var consumer = shop.getConsumerContext(stream, durable);
        var messages = new ArrayList<Message>();
        while (consumer.getConsumerInfo().getNumPending() > 0) {
            var message = consumer.next(Duration.ofSeconds(2));
            if (message == null) continue;
            message.ackSync(Duration.ofSeconds(2));
            messages.add(message);
        }
        return messages;
    }

    List<Message> told() throws Exception {
        return read(REPLAYS, SHOP);
    }

    static List<String> eventIds(List<Message> messages) {
        return messages.stream()
                .map(message -> message.getHeaders().getFirst("Annals-Event-Id"))
                .toList();
    }

    static JsonNode body(Message message) {
        return JsonMapper.shared().readTree(new String(message.getData(), UTF_8));
    }

    /** What stands in that stream, consumed or not. */
    List<JsonNode> allOf(String stream) throws Exception {
        var management = shop.jetStreamManagement();
        var found = new ArrayList<JsonNode>();
        var state = management.getStreamInfo(stream).getStreamState();
        for (var sequence = Math.max(1, state.getFirstSequence()); sequence <= state.getLastSequence(); sequence++) {
            try {
                found.add(JsonMapper.shared()
                        .readTree(management.getMessage(stream, sequence).getData()));
            } catch (JetStreamApiException e) {
                // It was deleted.
                if (e.getApiErrorCode() != 10037 && e.getApiErrorCode() != 10043) throw e;
            }
        }
        return found;
    }
}
