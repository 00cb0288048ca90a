package dev.annals.session.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureLimitTest {

    private final AtomicLong nanos = new AtomicLong();

    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private final FailureLimit limit = new FailureLimit(10, Duration.ofMinutes(1), Duration.ofSeconds(5), time);

    @Test
    void theEleventhFailureOfAMinuteIsNotEvenTried() {
        for (var n = 0; n < 10; n++) assertThat(fails("anna")).isTrue();

        assertThat(fails("anna")).isFalse();
        assertThat(fails("berta")).isTrue();
    }

    @Test
    void saysHowLongToWaitAndMeansIt() {
        for (var n = 0; n < 10; n++) fails("anna");
        var wait = limit.of("anna").take();

        nanos.addAndGet(wait);

        assertThat(Duration.ofNanos(wait)).isEqualTo(Duration.ofSeconds(6));
        assertThat(fails("anna")).isTrue();
        assertThat(fails("anna")).isFalse();
    }

    @Test
    void successesNeverCount() {
        for (var n = 0; n < 10_000; n++) assertThat(attempt("anna", false)).isTrue();
        assertThat(fails("anna")).isTrue();
    }

    @Test
    void aThousandAttemptsAtOnceAreTenFailures() throws Exception {
        var tried = new AtomicInteger();
        SessionJourneyTest.atOnce(1_000, () -> {
            var places = limit.of("anna");
            if (places.take() > 0) return false;
            tried.incrementAndGet();
            Thread.yield();
            places.leave(true);
            return true;
        });
        assertThat(tried).hasValue(10);
    }

    @Test
    void whoFindsNoPlaceWaitsForThoseUnderWay() throws Exception {
        var places = limit.of("anna");
        for (var n = 0; n < 10; n++) places.take();
        var eleventh = CompletableFuture.supplyAsync(
                places::take, task -> Thread.ofVirtual().start(task));

        places.leave(false);

        assertThat(eleventh.get()).isZero();
    }

    private boolean fails(String key) {
        return attempt(key, true);
    }

    private boolean attempt(String key, boolean failed) {
        var places = limit.of(key);
        if (places.take() > 0) return false;
        places.leave(failed);
        return true;
    }
}
