package bench;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sixteen who write and eight who read, all the time. What is read was there before anybody began, so that a table which is
 * not whole shows. No answer, and «not now», are no wrong answers: processes are killed meanwhile.
 */
final class Traffic implements AutoCloseable {

    private static final int WRITERS = 16;
    private static final int READERS = 8;

    /** What came of it. */
    record Seen(long written, long read, long unanswered, List<String> wrong) {}

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Client admin;
    private final List<String> people;
    private volatile boolean over;

    Traffic(Client anybody, Client admin, List<String> people) {
        this.admin = admin;
        this.people = people;
        var visitors = new Visitors(List.of(anybody), WRITERS);
        for (var writer = 0; writer < WRITERS; writer++) {
            var caller = writer;
            threads.execute(() -> write(visitors, caller));
        }
        for (var reader = 0; reader < READERS; reader++) threads.execute(this::read);
    }

    Seen end() throws InterruptedException {
        over = true;
        threads.shutdown();
        if (!threads.awaitTermination(2, TimeUnit.MINUTES)) wrong.add("Somebody was never answered.");
        return new Seen(written.get(), read.get(), unanswered.get(), List.copyOf(wrong));
    }

    private void write(Visitors visitors, int caller) {
        for (var number = 0L; !over; number++) {
            try {
                visitors.visit(caller, number);
                written.incrementAndGet();
            } catch (Exception killed) {
                unanswered.incrementAndGet();
                // Who does not know what became of his token begins anew.
                number |= 7;
                pause(killed);
            }
        }
    }

    private void read() {
        while (!over) {
            var somebody = people.get(ThreadLocalRandom.current().nextInt(people.size()));
            expect("/api/v1/users/" + somebody, "\"display_name\":\"Somebody\"", 1);
            expect("/api/v1/users/" + somebody + "/login-history", "\"session_id\"", 1);
            expect("/api/v1/users/" + somebody + "/role-history", "\"change\":", 3);
            expect("/api/v1/users/" + somebody + "/roles", "USER", 1);
        }
    }

    private void expect(String path, String what, int times) {
        try {
            var answer = admin.get(path);
            if (answer.split(java.util.regex.Pattern.quote(what), -1).length <= times)
                wrong.add(path + ": " + answer.substring(0, Math.min(300, answer.length())));
            read.incrementAndGet();
        } catch (IllegalStateException refused) {
            if (!String.valueOf(refused.getMessage()).contains("→ 503"))
                wrong.add(String.valueOf(refused.getMessage()));
            unanswered.incrementAndGet();
            pause(refused);
        } catch (IOException | InterruptedException killed) {
            unanswered.incrementAndGet();
            pause(killed);
        }
    }

    private void pause(Exception why) {
        try {
            if (!(why instanceof InterruptedException)) Thread.sleep(200);
        } catch (InterruptedException ended) {
            over = true;
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
