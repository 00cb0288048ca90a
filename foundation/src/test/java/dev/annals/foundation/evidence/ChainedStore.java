package dev.annals.foundation.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.foundation.store.LogEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A log with a chain, on a fresh database, in which events are plain rows. */
final class ChainedStore implements LogEvents, AutoCloseable {

    static final String KEY = key((byte) 7);
    private static final Duration LEASE = Duration.ofSeconds(10);

    final JdbcTemplate jdbc;
    final ChainTable chain;
    final SealTable seals;
    private final HikariDataSource dataSource;
    private long settled = Long.MAX_VALUE;

    ChainedStore(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        jdbc = new JdbcTemplate(dataSource);
        chain = new ChainTable(JdbcClient.create(dataSource));
        seals = new SealTable(JdbcClient.create(dataSource), () -> "store");
    }

    static String key(byte seed) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, seed);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Stores an event at that index. */
    void event(long index) {
        jdbc.update(
                "INSERT INTO domain_event (global_index, event_id, aggregate_type, aggregate_id, sequence_number,"
                        + " payload_type, payload_revision, payload, metadata, recorded_at)"
                        + " VALUES (?, ?, 'User', ?, 0, 'user.blocked', '1', ?, ?, ?)",
                index,
                "event-" + index,
                "user-" + index,
                ("{\"userId\":\"" + index + "\"}").getBytes(UTF_8),
                "{\"actor\":\"anonymous\"}".getBytes(UTF_8),
                Instant.parse("2026-05-03T10:00:00Z").plusSeconds(index).atOffset(ZoneOffset.UTC));
    }

    void events(long first, long last) {
        for (var index = first; index <= last; index++) event(index);
    }

    /** What is above may still change. */
    void settledUpTo(long index) {
        settled = index;
    }

    Chainer chainer(String process, String keys) {
        return new Chainer(
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                chain,
                new ChainedEvents(jdbc),
                seals,
                SealKeys.parse(keys, "a test"),
                this,
                () -> "store",
                process,
                LEASE,
                Clock.systemUTC());
    }

    /** Chains everything and seals it. */
    Seal seal() {
        var chainer = chainer("one", KEY);
        while (chainer.chainSome() > 0) Thread.onSpinWait();
        return chainer.seal(Duration.ZERO).orElseThrow();
    }

    ChainFindings verify() {
        return verify(KEY, null);
    }

    ChainFindings verify(String keys, @Nullable KeptHead kept) {
        return new ChainVerifier(
                        "store",
                        chain,
                        new ChainedEvents(jdbc),
                        new SealWalk(seals, SealKeys.parse(keys, "a test")),
                        kept)
                .verify();
    }

    @Override
    public List<TrackedEventMessage<?>> at(List<Long> positions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long settledUpTo() {
        return settled;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
