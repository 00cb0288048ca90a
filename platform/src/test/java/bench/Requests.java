package bench;

import dev.annals.foundation.query.Cursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** What clients ask, each request for itself. */
final class Requests {

    private static final String PASSWORD = "kept in the annals";

    private static final int ROLES = 50;

    private record User(String id, String name) {}

    private final Client anybody;
    private final Client admin;
    private final List<User> users = new ArrayList<>();
    private final AtomicInteger granted = new AtomicInteger();
    private final String[] refreshTokens;
    private long events;

    Requests(Client anybody, int callers) throws Exception {
        this.anybody = anybody;
        var signedIn = anybody.post("/api/v1/sessions", login(Jar.ADMIN, Jar.PASSWORD));
        admin = anybody.as(Client.read(signedIn).path("access_token").asString());
        for (var role = 0; role < ROLES; role++)
            admin.post("/api/v1/roles", "{\"role\":\"BENCH_" + role + "\",\"permissions\":[]}");
        refreshTokens = new String[callers];
        for (var caller = 0; caller < callers; caller++) {
            var registered = register();
            refreshTokens[caller] =
                    Client.read(signIn(registered.name())).path("refresh_token").asString();
        }
    }

    void register(int caller, long number) throws Exception {
        var user = register();
        synchronized (users) {
            users.add(user);
        }
    }

    private User register() throws Exception {
        var name = "bench-" + UUID.randomUUID().toString().substring(0, 18);
        var body = "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
        return new User(
                Client.read(anybody.post("/api/v1/users", body)).path("user_id").asString(), name);
    }

    void signIn(int caller, long number) throws Exception {
        signIn(somebody().name());
    }

    private String signIn(String name) throws Exception {
        return anybody.post("/api/v1/sessions", login(name, PASSWORD));
    }

    private static String login(String name, String password) {
        return "{\"login\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    void refresh(int caller, long number) throws Exception {
        var answer = anybody.post("/api/v1/sessions/refresh", "{\"refresh_token\":\"" + refreshTokens[caller] + "\"}");
        refreshTokens[caller] = Client.read(answer).path("refresh_token").asString();
    }

    void getUser(int caller, long number) throws Exception {
        admin.get("/api/v1/users/" + somebody().id());
    }

    /** Each user once, then the next role. */
    void grant(int caller, long number) throws Exception {
        var turn = granted.getAndIncrement();
        var role = turn / users.size();
        if (role == ROLES) throw new IllegalStateException("Too few users for so many grants");
        admin.put(
                "/api/v1/users/" + users.get(turn % users.size()).id() + "/roles/BENCH_" + role,
                "{\"reason\":\"bench\"}");
    }

    void topOfTheTrail(int caller, long number) throws Exception {
        admin.get("/api/v1/audit/events?limit=100");
    }

    void deepInTheTrail(int caller, long number) throws Exception {
        var place = ThreadLocalRandom.current().nextLong(1_000, events - 1_000);
        admin.get("/api/v1/audit/events?limit=100&cursor=" + Cursor.write("audit-events", place));
    }

    void trailOfOne(int caller, long number) throws Exception {
        admin.get("/api/v1/audit/events?limit=100&user=" + somebody().id());
    }

    /** Somebody new who has done one of everything that makes a log long; answers who he is. */
    String live() throws Exception {
        var user = register();
        var signedIn = Client.read(signIn(user.name()));
        var self = anybody.as(signedIn.path("access_token").asString());
        self.send(
                "PATCH",
                "/api/v1/users/" + user.id() + "/profile",
                "{\"display_name\":\"Somebody\",\"bio\":\"Lives\"}");
        var token = signedIn.path("refresh_token").asString();
        anybody.post("/api/v1/sessions/refresh", "{\"refresh_token\":\"" + token + "\"}");
        self.send("DELETE", "/api/v1/sessions/current", null);
        var role = "/api/v1/users/" + user.id() + "/roles/BENCH_0";
        admin.put(role, "{\"reason\":\"bench\"}");
        admin.send("DELETE", role, "{\"reason\":\"bench\"}");
        return user.id();
    }

    /** How many read models have not seen that much of the log. */
    long behind(long head) throws Exception {
        return Client.read(admin.get("/api/v1/projections"))
                .path("items")
                .valueStream()
                .filter(projection -> projection.path("position").asLong() < head)
                .count();
    }

    private User somebody() {
        return users.get(ThreadLocalRandom.current().nextInt(users.size()));
    }

    int registered() {
        return users.size();
    }

    /** So many people at least. */
    void register(int people, int callers) throws InterruptedException {
        while (registered() < people)
            new Callers(callers, () -> new Cpu(0, 0, 0)).during(Duration.ofSeconds(2), this::register);
    }

    /** Makes the whole log what is looked into. */
    void lookAt(DurablePostgres database) throws Exception {
        events = Long.parseLong(database.ask("select max(global_index) from domain_event"));
    }

    /** Makes the log this long, and waits until the trail has them all. */
    void fillTrail(DurablePostgres database, int wanted) throws Exception {
        var missing = wanted - Integer.parseInt(database.ask("select count(*) from domain_event"));
        database.tell("""
                insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, payload_type,
                    payload_revision, payload, metadata, recorded_at)
                select gen_random_uuid()::text, 'bench', id, 0, 'user.password-changed', '1',
                    convert_to(format('{"userId":"%s"}', id), 'UTF8'),
                    convert_to(format('{"request_id":"%s","actor":"user:%s"}', id, id), 'UTF8'), clock_timestamp()
                from (select gen_random_uuid() as id from generate_series(1, WANTED)) as named
                """.replace("WANTED", Integer.toString(missing)));
        database.tell("vacuum analyze");
        events = Long.parseLong(database.ask("select max(global_index) from domain_event"));
        awaitTrail(database);
    }

    Client admin() {
        return admin;
    }

    private void awaitTrail(DurablePostgres database) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Long.parseLong(database.ask("select coalesce(max(log_index), 0) from audit_trail_rows"))
                        >= events);
        database.tell("vacuum analyze");
    }
}
