package dev.annals.foundation.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The worst that writers do to a reader: one transaction stays open, another stops between taking its index and writing
 * its row, clocks are 120 s behind, some roll back, thousands commit meanwhile, and the reader restarts in the middle.
 */
final class GapScenario {

    /** How long and how many; the soak takes larger ones. */
    static final Duration HELD = Duration.ofSeconds(Integer.getInteger("gaps.seconds", 2));

    static final int COMMITS = Integer.getInteger("gaps.commits", 3_000);

    private static final int WRITERS = 8;

    private final Log log;
    private final Supplier<EventStorageEngine> engines;

    private final int commits;
    private final Duration held;

    GapScenario(Log log, int commits, Duration held, Supplier<EventStorageEngine> engines) {
        this.log = log;
        this.commits = commits;
        this.held = held;
        this.engines = engines;
    }

    /** What the reader has seen, once it has been given all the time it needs. */
    List<String> play() {
        var started = System.nanoTime();
        var reader = new LogReader(log.json, engines);
        log.append();
        reader.start();
        var stopped = StoppedAppend.between(log);
        var late = new HeldAppend(log, 1);
        var restart = CompletableFuture.runAsync(
                () -> {
                    reader.awaitSeen(commits / 2);
                    reader.restart();
                },
                Thread::startVirtualThread);
        write();
        restart.join();
        pause(held.toNanos() - (System.nanoTime() - started));
        reader.awaitSeen(commits * 9 / 10);

        late.commit();
        stopped.commit();
        log.append();
        var all = log.eventIds();
        reader.awaitSeen(all.size());
        reader.stop();
        return reader.seen();
    }

    private void write() {
        var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (var writer = 0; writer < WRITERS; writer++)
                threads.submit(() -> {
                    for (var i = next.getAndIncrement(); i < commits; i = next.getAndIncrement()) {
                        if (i % 20 == 0) log.rollBack();
                        log.append(i % 2 == 0 ? Duration.ofSeconds(120) : Duration.ZERO);
                    }
                });
        }
    }

    private static void pause(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanos)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A transaction that has taken its index and not written its row: a trigger stops it there. */
    private interface StoppedAppend {

        static StoppedAppend between(Log log) {
            return Database.of(log.dataSource).isPostgres() ? StoppedInPostgres.start(log) : StoppedInH2.start(log);
        }

        void commit();
    }

    private record StoppedInPostgres(java.sql.Connection lock, CompletableFuture<Void> append)
            implements StoppedAppend {

        static StoppedAppend start(Log log) {
            var jdbc = new JdbcTemplate(log.dataSource);
            jdbc.execute("""
                    create function stop_here() returns trigger language plpgsql as $$
                    begin
                        if new.aggregate_type = 'Stopped' then perform pg_advisory_xact_lock(4711); end if;
                        return new;
                    end $$""");
            jdbc.execute("create trigger stop_here before insert on domain_event"
                    + " for each row execute function stop_here()");
            try {
                var lock = log.dataSource.getConnection();
                try (var statement = lock.createStatement()) {
                    statement.execute("select pg_advisory_lock(4711)");
                }
                var append = CompletableFuture.runAsync(() -> log.appendOfType("Stopped"), Thread::startVirtualThread);
                while (jdbc.queryForObject(
                                "select count(*) from pg_locks where locktype = 'advisory' and not granted",
                                Integer.class)
                        == 0) Thread.onSpinWait();
                return new StoppedInPostgres(lock, append);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void commit() {
            try (var statement = lock.createStatement()) {
                statement.execute("select pg_advisory_unlock(4711)");
                append.join();
                lock.close();
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record StoppedInH2(CompletableFuture<Void> append) implements StoppedAppend {

        static StoppedAppend start(Log log) {
            StopInH2.reset();
            new JdbcTemplate(log.dataSource)
                    .execute("create trigger stop_here before insert on domain_event for each row call '"
                            + StopInH2.class.getName() + "'");
            var append = CompletableFuture.runAsync(() -> log.appendOfType("Stopped"), Thread::startVirtualThread);
            HeldAppend.awaitQuietly(StopInH2.stopped);
            return new StoppedInH2(append);
        }

        @Override
        public void commit() {
            StopInH2.release.countDown();
            append.join();
        }
    }

    /** For a report: how many of the log's events the reader lacks, and how many it saw twice. */
    static List<String> lacking(Log log, List<String> seen) {
        var missing = new ArrayList<>(log.eventIds());
        missing.removeAll(new java.util.HashSet<>(seen));
        return missing;
    }
}
