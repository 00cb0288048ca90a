package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.RelayHouse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of many processes one sends, and one that was thought dead nothing more. */
class RelayTakeoverTest extends RelayFaults {

    @Test
    void ofTwoRelaysOneSendsAndTheOtherTakesOver() {
        var one = house.relay("one", settings(), RelayHouse.to(nats));
        await().until(() -> one.status().equals("SENDS"));
        var other = house.relay("other", settings(), RelayHouse.to(nats));
        users.register(20);
        settled(20);
        assertThat(other.status()).isEqualTo("STANDS_BY");

        one.stop();
        users.register(20);

        settled(40);
        expectAll();
        assertThat(other.status()).isEqualTo("SENDS");
    }

    @Test
    void aRelayThatWasThoughtDeadSendsNothingMore() {
        // One that does not look at the stream on the way, which it could not while it is held.
        var dead = house.relay("dead", RelayHouse.thatNeverLooks(settings()), RelayHouse.to(proxy));
        users.register(3);
        settled(3);
        proxy.hold();
        users.register(4);
        await().atMost(Duration.ofMinutes(1)).until(() -> house.count("relay_published where sequence > 3") > 0);
        // As if it had been silent for longer than its lease.
        house.jdbc().update("update relay_state set owner = 'other'");
        house.relay("other", settings(), RelayHouse.to(nats));
        users.register(4);
        settled(11);
        proxy.letGo();
        users.register(4);

        settled(15);
        expectAll();
        await().atMost(Duration.ofMinutes(1)).until(() -> dead.status().equals("STANDS_BY"));
        settled(15);
    }
}
