package dev.annals.user.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelaySettings.Retention;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.Stream.Stored;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The stream has lost messages, or is another one: deleted, wiped, made anew, restored. */
class RelayStreamFaultsTest extends RelayFaults {

    @Test
    void aWipedNatsGetsEverythingAgainThatItStillHeld() {
        house.relay(settings(), nats);
        users.register(10);
        settled(10);
        assertThat(Stream.consume(nats, DURABLE, 4)).isEqualTo(users.leaving().subList(0, 4));
        // The next look tells the relay how far the queue has been consumed.
        if (retention == Retention.WORKQUEUE) await().until(() -> house.count("relay_published") == 6);
        nats.kill();
        nats.wipe();
        users.register(2);

        nats.start();

        var expected = retention == Retention.LIMITS ? 12 : 8;
        settled(expected);
        assertThat(ids()).isEqualTo(users.leaving().subList(12 - expected, 12));
        assertThat(Stream.consume(nats, DURABLE, 1))
                .as("the durable is made again")
                .hasSize(1);
    }

    @Test
    void whatNatsAcknowledgedAndLostIsToldAgainOnce() throws Exception {
        house.relay(settings(), nats);
        users.register(6);
        settled(6);
        nats.stop();
        var older = nats.folder().resolve("older");
        copy(nats.store(), older);
        nats.start();
        users.register(5);
        settled(11);
        nats.kill();
        nats.wipe();
        copy(older, nats.store());

        nats.start();

        settled(11);
        expectAll();
        users.register();
        settled(12);
        expectAll();
    }

    @Test
    void aStreamThatSomebodyDeletedIsMadeAnewWithWhatItHeld() {
        house.relay(settings(), nats);
        users.register(5);
        settled(5);

        manage(streams -> streams.deleteStream(Stream.NAME));

        settled(5);
        expectAll();
    }

    @Test
    void aStreamThatWasMadeAnewWithAPartOfOursElsewhereGetsTheRest() {
        var relay = house.relay(settings(), nats);
        users.register(5);
        settled(5);
        relay.stop();
        var stored = Stream.of(nats);

        manage(streams -> {
            streams.deleteStream(Stream.NAME);
            streams.addStream(configuration().build());
        });
        publish(null, null, null);
        manage(streams -> streams.purgeStream(Stream.NAME));
        publish(stored.get(1), null, stored.get(3));
        users.register(2);
        house.relay(settings(), nats);

        settled(11);
        var leaving = users.leaving();
        var expected = new ArrayList<>(List.of(leaving.get(1), leaving.get(3), leaving.get(0), leaving.get(2)));
        expected.addAll(leaving.subList(4, 7));
        expected.add(1, null);
        assertThat(ids()).isEqualTo(expected);
        // By these an erasure deletes what is about somebody.
        assertThat(house.jdbc().queryForList("select sequence from relay_published order by log_index", Long.class))
                .containsExactly(7L, 4L, 8L, 6L, 9L, 10L, 11L);
    }

    @Test
    void aStreamThatIsDeletedWhileMessagesLeaveHasAllInTheEnd() {
        house.relay(settings(), nats);
        users.register(5);
        settled(5);
        for (var round = 0; round < 3; round++) {
            users.register(10);
            await().ignoreExceptions().until(() -> Stream.info(nats) != null);
            manage(streams -> streams.deleteStream(Stream.NAME));
            users.register(10);
        }

        settled(65);
        expectAll();
    }

    /** As somebody else would put back what he has kept; absent for a message of his own. */
    private void publish(@Nullable Stored... messages) {
        try (var connection = nats.connect()) {
            for (var message : messages) {
                var headers = new Headers();
                if (message != null) headers.put("Nats-Msg-Id", message.id());
                var body = message == null ? "{}" : message.body();
                connection.jetStream().publish("user.events.created", headers, body.getBytes(UTF_8));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else Files.copy(file, copy);
            }
        }
    }
}
