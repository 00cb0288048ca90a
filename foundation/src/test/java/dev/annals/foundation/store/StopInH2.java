package dev.annals.foundation.store;

import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import org.h2.api.Trigger;

/** H2 makes it by its name; it stops the inserts of aggregates of type {@code Stopped}. */
public final class StopInH2 implements Trigger {

    static volatile CountDownLatch stopped = new CountDownLatch(1);
    static volatile CountDownLatch release = new CountDownLatch(1);

    static void reset() {
        stopped = new CountDownLatch(1);
        release = new CountDownLatch(1);
    }

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) {
        if (!"Stopped".equals(newRow[2])) return;
        stopped.countDown();
        HeldAppend.awaitQuietly(release);
    }
}
