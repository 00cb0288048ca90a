package dev.annals.foundation.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.api.StreamConfiguration;
import org.junit.jupiter.api.Test;

class TestNatsTest {

    @Test
    void whatItStoredOutlivesAKillAndNotAWipe() throws Exception {
        try (var nats = TestNats.started()) {
            try (var connection = nats.connect()) {
                connection
                        .jetStreamManagement()
                        .addStream(StreamConfiguration.builder()
                                .name("S")
                                .subjects("s")
                                .build());
            }
            nats.kill();
            nats.start();
            assertThat(streams(nats)).isEqualTo(1);
            nats.pause();
            nats.resume();
            nats.stop();
            nats.wipe();
            nats.start();
            assertThat(streams(nats)).isZero();
        }
    }

    private static int streams(TestNats nats) throws Exception {
        try (var connection = nats.connect()) {
            return connection.jetStreamManagement().getStreamNames().size();
        }
    }
}
