package dev.annals;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * People who register, sign in and change their profiles over HTTP, not as fast as the platform can but as fast as is said:
 * what is measured is what somebody waits for.
 */
final class Crowd {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String RUN = Long.toString(System.nanoTime() & 0xffffff, 36);
    private static final long PAUSE_NANOS = 15_000_000;

    /**
     * What they saw.
     *
     * @param seconds for how long they came
     * @param answers that were 2xx
     * @param others anything else, which has to be nothing while the process lives
     */
    record Seen(double seconds, int answers, int others, double p50, double p99) {}

    private final Http http;
    private final int size;

    Crowd(Http http, int size) {
        this.http = http;
        this.size = size;
    }

    /** They come for so long. */
    Seen during(double seconds) {
        var started = System.nanoTime();
        var end = started + (long) (seconds * 1e9);
        var times = new ConcurrentLinkedQueue<Double>();
        var others = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (var n = 0; n < size; n++)
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) live(times, others);
            }));
        for (var thread : threads) join(thread);
        var sorted = times.stream().sorted().toList();
        return new Seen(
                (System.nanoTime() - started) / 1e9, sorted.size(), others.get(), at(sorted, 0.5), at(sorted, 0.99));
    }

    /** One person, until the end or until there is no answer. */
    private void live(ConcurrentLinkedQueue<Double> times, AtomicInteger others) {
        var credentials =
                Map.of("username", "crowd-" + RUN + "-" + NUMBER.incrementAndGet(), "password", "kept in mind");
        var signIn = Map.of("login", credentials.get("username"), "password", credentials.get("password"));
        try {
            var id = timed(times, others, http, "POST", "/api/v1/users", credentials)
                    .text("user_id");
            var session = timed(times, others, http, "POST", "/api/v1/sessions", signIn);
            var me = http.bearer(session.text("access_token"));
            timed(times, others, me, "PATCH", "/api/v1/users/" + id + "/profile", Map.of("display_name", "Somebody"));
        } catch (UncheckedIOException killed) {
            others.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Http.Answer timed(
            ConcurrentLinkedQueue<Double> times,
            AtomicInteger others,
            Http http,
            String method,
            String path,
            Object body) {
        var started = System.nanoTime();
        var answer = http.send(method, path, body);
        times.add((System.nanoTime() - started) / 1e6);
        if (answer.status() / 100 != 2) others.incrementAndGet();
        LockSupport.parkNanos(PAUSE_NANOS);
        return answer;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * share));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
