package dev.annals.foundation.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A transaction that has appended and takes its time. */
final class HeldAppend {

    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<List<String>> done;

    HeldAppend(Log log, int count) {
        var appended = new CountDownLatch(1);
        done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("held-append").start(() -> {
            try {
                done.complete(log.transaction.execute(status -> {
                    var ids = log.append(count, Duration.ZERO);
                    appended.countDown();
                    awaitQuietly(release);
                    return ids;
                }));
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
                appended.countDown();
            }
        });
        awaitQuietly(appended);
    }

    /** Commits; answers the ids of its events. */
    List<String> commit() {
        release.countDown();
        return done.join();
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
