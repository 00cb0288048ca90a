package dev.annals.foundation.store;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Knows what each thread has appended, and which store this is. */
final class StorePositions implements Positions {

    private final JdbcTemplate jdbc;
    private final LongSupplier highest;
    private final ThreadLocal<@Nullable Long> appended = new ThreadLocal<>();
    private volatile @Nullable String storeId;

    StorePositions(JdbcTemplate jdbc, LongSupplier highest) {
        this.jdbc = jdbc;
        this.highest = highest;
    }

    /** Called on the thread of a command after its commit. */
    void committed(long index) {
        var before = appended.get();
        if (before == null || before < index) appended.set(index);
    }

    @Override
    public @Nullable Position appended() {
        var index = appended.get();
        return index == null ? null : new Position(storeId(), index);
    }

    @Override
    public void forget() {
        appended.remove();
    }

    @Override
    public Position head() {
        return new Position(storeId(), highest.getAsLong());
    }

    @Override
    public Position parse(String text) {
        var position = Position.parse(text);
        if (!position.storeId().equals(storeId())) throw new IllegalArgumentException("A position of another store");
        return position;
    }

    /** Made by the first process that asks; several may do so at a time. */
    private String storeId() {
        var known = storeId;
        if (known != null) return known;
        var read = read();
        if (read == null) {
            var fresh = "%08x".formatted(ThreadLocalRandom.current().nextInt());
            try {
                jdbc.update(
                        "insert into store_identity (only_row, store_id) values (1, ?) on conflict do nothing", fresh);
            } catch (DuplicateKeyException another) {
                // H2 waits for the other's row and then says so.
            }
            read = read();
        }
        if (read == null) throw new IllegalStateException("The store has no identity");
        storeId = read;
        return read;
    }

    private @Nullable String read() {
        try {
            return jdbc.queryForObject("select store_id from store_identity", String.class);
        } catch (EmptyResultDataAccessException none) {
            return null;
        }
    }
}
