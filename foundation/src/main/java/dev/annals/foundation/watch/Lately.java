package dev.annals.foundation.watch;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was seen at most two seconds ago. All gauges of one thing are read one right after the other: one look at the
 * database serves them all.
 */
public final class Lately<T> implements Supplier<T> {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(2);

    private record Seen<T>(T what, long nanos) {}

    private final Supplier<T> look;
    private volatile @Nullable Seen<T> seen;

    /** @param look asks for it anew */
    public Lately(Supplier<T> look) {
        this.look = look;
    }

    @Override
    public T get() {
        var known = seen;
        if (known == null || System.nanoTime() - known.nanos() > FRESH) {
            known = new Seen<>(look.get(), System.nanoTime());
            seen = known;
        }
        return known.what();
    }
}
