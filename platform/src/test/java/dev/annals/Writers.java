package dev.annals;

import dev.annals.History.Wish;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Clients that register people, sign them in, and change what can be changed, each with people of its own and one thing
 * after the other, until they are stopped. Whoever gets no answer asks nothing more about that person.
 */
final class Writers implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, String> WHY = Map.of("reason", "A soak");

    private final List<RunningProcess> processes;
    private final History history;
    private final String run;
    private final String adminToken;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    Writers(List<RunningProcess> processes, History history, String run, Random random, int count) {
        this.processes = processes;
        this.history = history;
        this.run = run;
        adminToken = processes
                .getFirst()
                .http()
                .post("/api/v1/sessions", Map.of("login", House.ADMIN, "password", House.ADMIN_PASSWORD))
                .text("access_token");
        for (var n = 0; n < count; n++) {
            var seed = random.nextLong();
            threads.submit(() -> {
                var client = new Client(new Random(seed));
                while (!stopped) client.step();
            });
        }
    }

    /** Waits for the answers that are still to come. */
    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(90, TimeUnit.SECONDS)) throw new IllegalStateException("A client waits");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Client {

        private final Random random;
        private String name = "";
        private @Nullable String id;
        private @Nullable String refreshToken;
        private boolean blocked;
        private boolean operator;

        Client(Random random) {
            this.random = random;
        }

        void step() {
            var person = "/api/v1/users/" + id;
            if (id == null || random.nextInt(10) == 0) register();
            else if (blocked) blocked = ask(Wish.RESTORE, "POST", person + "/restore", WHY, true) == null;
            else
                switch (random.nextInt(8)) {
                    case 0, 1 -> signIn();
                    case 2, 3 -> refresh();
                    case 4 -> role(person + "/roles/OPERATOR");
                    case 5 -> {
                        blocked = ask(Wish.BLOCK, "POST", person + "/block", WHY, true) != null;
                        refreshToken = null;
                    }
                    default -> {
                        var profile = Map.of("display_name", "Hana " + NUMBER.incrementAndGet());
                        ask(Wish.CHANGE_PROFILE, "PATCH", person + "/profile", profile, true);
                    }
                }
        }

        private void register() {
            name = "soak-" + run + "-" + NUMBER.incrementAndGet();
            refreshToken = null;
            blocked = false;
            operator = false;
            var body = Map.of("username", name, "password", People.PASSWORD);
            var answer = ask(Wish.REGISTER, "POST", "/api/v1/users", body, false);
            id = answer == null ? null : answer.text("user_id");
        }

        private void signIn() {
            var body = Map.of("login", name, "password", People.PASSWORD);
            var answer = ask(Wish.SIGN_IN, "POST", "/api/v1/sessions", body, false);
            refreshToken = answer == null ? null : answer.text("refresh_token");
        }

        private void refresh() {
            if (refreshToken == null) {
                signIn();
                return;
            }
            var body = Map.of("refresh_token", refreshToken);
            var answer = ask(Wish.REFRESH, "POST", "/api/v1/sessions/refresh", body, false);
            refreshToken = answer == null ? null : answer.text("refresh_token");
        }

        private void role(String path) {
            var wish = operator ? Wish.REVOKE : Wish.GRANT;
            operator = !operator;
            ask(wish, operator ? "PUT" : "DELETE", path, WHY, true);
        }

        /** The answer, if it was a yes; what was not leaves the person alone from now on. */
        private Http.@Nullable Answer ask(Wish wish, String method, String path, Object body, boolean asAdmin) {
            var requestId = "soak-" + run + "-r" + NUMBER.incrementAndGet();
            var http = processes.get(random.nextInt(processes.size())).http().with("X-Request-Id", requestId);
            try {
                var answer = (asAdmin ? http.bearer(adminToken) : http).send(method, path, body);
                history.answered(requestId, wish, answer);
                if (answer.status() < 300) return answer;
            } catch (UncheckedIOException nothing) {
                history.unanswered(requestId, wish);
            }
            id = null;
            return null;
        }
    }
}
