package dev.annals;

import dev.annals.OutsideChecker.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sixteen clients write, a process is killed at a random moment, sometimes once more while it starts, and what is left is
 * looked at from outside: right after the kill what was acknowledged and what the write side decides by, and after the
 * restart the read models as well.
 */
final class KillScenario {

    private static final int CLIENTS = 16;
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final String H2 = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
            + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    /** What to play. */
    record Play(int rounds, Store store, int processes, long seed, String jar) {

        static Play fromProperties() {
            return new Play(
                    Integer.getInteger("kill.rounds", 2),
                    Store.valueOf(System.getProperty("kill.store", "h2").toUpperCase(java.util.Locale.ROOT)),
                    Integer.getInteger("kill.processes", 1),
                    Long.getLong("kill.seed", System.nanoTime() & 0xffffff),
                    System.getProperty("kill.jar", ""));
        }
    }

    private final Play play;
    private final Path folder;
    private final Random random;
    private final History history = new History();
    private final List<String> database;
    private final List<RunningProcess> running = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<Long> readyMillis = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int kills;
    private long events;

    KillScenario(Play play) {
        this.play = play;
        random = new Random(play.seed());
        try {
            folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target/kills")).toAbsolutePath(), "k");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = play.store().freshDatabase(folder);
    }

    /** Plays it and says what is wrong, which should be nothing. */
    List<String> problems() {
        try {
            for (var n = 0; n < play.processes(); n++) {
                ports.add(RunningProcess.freePort());
                running.add(start(n));
                readyMillis.add(running.getLast().untilReady().toMillis());
            }
            for (var round = 1; round <= play.rounds() && problems.isEmpty(); round++) round(round);
            running.forEach(RunningProcess::stop);
            if (problems.isEmpty()) expectEverything("the last stop", look());
        } finally {
            running.forEach(RunningProcess::close);
            clock.shutdownNow();
        }
        return problems;
    }

    private void round(int round) {
        var victim = random.nextInt(play.processes());
        try (var writers = new Writers(running, history, play.seed() + "-" + round, random, CLIENTS)) {
            after(Duration.ofMillis(200 + random.nextInt(2_800)), running.get(victim)::kill);
            kills++;
            // The others go on for a while.
            if (play.processes() > 1) after(Duration.ofMillis(random.nextInt(1_500)), () -> {});
        }
        var isLookedAt = round % Math.max(1, play.rounds() / 20) == 0;
        if (isLookedAt && play.processes() == 1) expectNothingLost("kill " + round, look());
        if (random.nextInt(5) == 0) {
            running.set(victim, start(victim));
            after(Duration.ofMillis(random.nextInt((int) (readyMillis.getFirst() + 1))), running.get(victim)::kill);
            kills++;
        }
        running.set(victim, start(victim));
        readyMillis.add(running.get(victim).untilReady().toMillis());
        if (isLookedAt) expectEverything("the restart after kill " + round, caughtUp());
    }

    /** Looks until the read models have arrived, or their time is over. */
    private Seen caughtUp() {
        var end = Instant.now().plus(CATCH_UP);
        while (true) {
            var seen = look();
            var findings = seen.findings();
            if (findings.areNone() || !findings.mayPass() || Instant.now().isAfter(end)) return seen;
        }
    }

    private Seen look() {
        var settings = new ArrayList<>(List.of("--annals.master-key-file=" + folder.resolve("master.key")));
        if (play.store() == Store.H2) settings.add("--spring.datasource.url=jdbc:h2:file:" + copy() + H2);
        else settings.addAll(database);
        return new OutsideChecker(settings).look(history);
    }

    /** An H2 file belongs to one process: so a copy is looked at, of what a crash would leave at this moment. */
    private Path copy() {
        var alive = running.getFirst();
        Runnable copy = () -> {
            try {
                Files.copy(
                        folder.resolve("annals.mv.db"),
                        folder.resolve("copy.mv.db"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        if (alive.isAlive()) alive.frozen(copy);
        else copy.run();
        return folder.resolve("copy");
    }

    private void expectNothingLost(String when, Seen seen) {
        problems.addAll(
                seen.lost().stream().map(lost -> "After " + when + ": " + lost).toList());
        seen.findings().differences().stream()
                .filter(difference -> !VerificationTest.READ_MODELS.contains(difference.table()))
                .forEach(difference -> problems.add("After " + when + ": " + difference));
    }

    private void expectEverything(String when, Seen seen) {
        events = seen.findings().events();
        expectNothingLost(when, seen);
        seen.findings()
                .in(VerificationTest.READ_MODELS)
                .forEach(difference -> problems.add("After " + when + ": " + difference));
    }

    private RunningProcess start(int n) {
        var settings = new ArrayList<>(database);
        settings.addAll(List.of(
                "--annals.admin.username=" + House.ADMIN,
                "--annals.admin.password=" + House.ADMIN_PASSWORD,
                "--annals.master-key-file=" + folder.resolve("master.key"),
                "--annals.master-key-create=true",
                "--annals.password.argon2-memory=256",
                "--annals.password.argon2-iterations=1"));
        return RunningProcess.start(
                play.jar(), ports.get(n), folder.resolve("process-" + n + ".log"), "", List.of(), settings);
    }

    private void after(Duration delay, Runnable work) {
        try {
            clock.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        var again = readyMillis.stream().skip(play.processes()).sorted().toList();
        return "%d kills on %s with %d process(es), seed %d: %s; %d events stored; first ready after %d ms, again after %s"
                .formatted(
                        kills,
                        play.store(),
                        play.processes(),
                        play.seed(),
                        history.counts(),
                        events,
                        readyMillis.isEmpty() ? -1 : readyMillis.getFirst(),
                        again.isEmpty()
                                ? "-"
                                : again.get(again.size() / 2) + " ms (median), " + again.getLast() + " ms (longest)");
    }
}
