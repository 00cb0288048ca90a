package bench;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** People who register, sign in, refresh, look at themselves and change their name, each request at any of the processes. */
final class Visitors {

    private static final String PASSWORD = "kept in the annals";
    private static final String ME = "/api/v1/users/me";
    private static final int STEPS = 8;

    private static final class Visitor {
        private String name = "";
        private String access = "";
        private String refresh = "";
    }

    private final List<Client> processes;
    private final Visitor[] visitors;

    Visitors(List<Client> processes, int callers) {
        this.processes = processes;
        visitors = new Visitor[callers];
        for (var caller = 0; caller < callers; caller++) visitors[caller] = new Visitor();
    }

    /** One request: of eight, one registers, one signs in, two refresh, two change and two look. */
    void visit(int caller, long number) throws Exception {
        var visitor = visitors[caller];
        var client = processes.get(ThreadLocalRandom.current().nextInt(processes.size()));
        switch ((int) (number % STEPS)) {
            case 0 -> {
                visitor.name = "bench-" + UUID.randomUUID().toString().substring(0, 18);
                client.post("/api/v1/users", body("username", visitor.name, "password", PASSWORD));
            }
            case 1 -> signIn(client, visitor);
            case 2, 5 -> {
                var answer = client.post("/api/v1/sessions/refresh", "{\"refresh_token\":\"" + visitor.refresh + "\"}");
                remember(visitor, answer);
            }
            case 3, 6 -> client.as(visitor.access).send("PATCH", ME + "/profile", body("display_name", "No " + number));
            default -> client.as(visitor.access).get(ME);
        }
    }

    private static void signIn(Client client, Visitor visitor) throws Exception {
        remember(visitor, client.post("/api/v1/sessions", body("login", visitor.name, "password", PASSWORD)));
    }

    private static void remember(Visitor visitor, String answer) {
        var tokens = Client.read(answer);
        visitor.access = tokens.path("access_token").asString();
        visitor.refresh = tokens.path("refresh_token").asString();
    }

    /** How long after one process has said yes another one has answered with it, in nanoseconds. */
    long lag(int number) throws Exception {
        var visitor = visitors[0];
        var writer = processes.get(number % processes.size());
        var reader = processes.get((number + 1) % processes.size());
        if (number == 0) {
            visit(0, 0);
            signIn(reader, visitor);
        }
        var name = "Lag " + number;
        var position = writer.as(visitor.access).position("PATCH", ME + "/profile", body("display_name", name));
        var acknowledged = System.nanoTime();
        var seen = reader.as(visitor.access).from(position).get(ME);
        var visible = System.nanoTime();
        if (!seen.contains(name)) throw new IllegalStateException("Not there: " + name);
        return visible - acknowledged;
    }

    private static String body(String... pairs) {
        var text = new StringBuilder("{");
        for (var at = 0; at < pairs.length; at += 2)
            text.append(at == 0 ? "\"" : ",\"")
                    .append(pairs[at])
                    .append("\":\"")
                    .append(pairs[at + 1])
                    .append('"');
        return text.append('}').toString();
    }
}
