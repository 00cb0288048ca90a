package dev.annals.foundation.projection;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.store.Haste;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProgressTest {

    private final Progress progress = new Progress(new Haste());

    @Test
    void whatIsThereAlreadyIsNotWaitedFor() throws InterruptedException {
        assertThat(progress.await(() -> true, 0, 0)).isTrue();
    }

    @Test
    void whoWaitsIsWokenByASignalNotByTheClock() throws Exception {
        var there = new AtomicBoolean();
        var asked = new CountDownLatch(1);
        var answer = supplyAsync(() -> {
            try {
                return progress.await(
                        () -> {
                            asked.countDown();
                            return there.get();
                        },
                        HOURS.toNanos(1),
                        HOURS.toNanos(1));
            } catch (InterruptedException exception) {
                throw new IllegalStateException(exception);
            }
        });
        asked.await();
        there.set(true);
        progress.signal();
        assertThat(answer.get(10, SECONDS)).isTrue();
    }

    @Test
    void whoWaitsInVainIsToldSo() throws InterruptedException {
        assertThat(progress.await(() -> false, MILLISECONDS.toNanos(30), MILLISECONDS.toNanos(5)))
                .isFalse();
    }

    /** Of what another process does no signal tells, and each question goes to the database. */
    @Test
    void whoLooksElsewhereIsNotWokenByWhatHappensHere() throws Exception {
        var asked = new ArrayList<Long>();
        var answer = supplyAsync(() -> {
            try {
                return progress.poll(
                        () -> {
                            asked.add(System.nanoTime());
                            return asked.size() == 2;
                        },
                        HOURS.toNanos(1),
                        MILLISECONDS.toNanos(300));
            } catch (InterruptedException exception) {
                throw new IllegalStateException(exception);
            }
        });
        while (!answer.isDone()) progress.signal();

        assertThat(answer.get(10, SECONDS)).isTrue();
        assertThat(asked.getLast() - asked.getFirst()).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(300));
    }

    @Test
    void whoLooksElsewhereInVainIsToldSo() throws InterruptedException {
        assertThat(progress.poll(() -> false, MILLISECONDS.toNanos(30), MILLISECONDS.toNanos(5)))
                .isFalse();
    }
}
