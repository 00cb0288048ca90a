package dev.annals.foundation.store;

import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** On H2 one process has the file, so it knows its own open transactions. */
final class LocalAppends implements OpenAppends {

    private final AtomicLong last = new AtomicLong();
    private final Map<Object, String> open = new ConcurrentHashMap<>();

    @Override
    public Set<String> now(Connection connection) {
        return Set.copyOf(open.values());
    }

    @Override
    public void opened(Object transaction) {
        open.computeIfAbsent(transaction, key -> Long.toString(last.incrementAndGet()));
    }

    @Override
    public void ended(Object transaction) {
        open.remove(transaction);
    }
}
