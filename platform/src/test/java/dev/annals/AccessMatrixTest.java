package dev.annals;

import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.People.Person;
import dev.annals.Routes.Sample;
import dev.annals.foundation.store.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What each kind of caller gets from each route, compared with a checked-in file: a route that is not in it fails, and so
 * does a door that opens or closes. To accept a change, run with {@code -Dannals.update=true} and read the difference.
 * What a route is asked stands in access-matrix-requests.txt.
 *
 * <p>Red: a permission check taken out of a handler; a route added.
 */
class AccessMatrixTest {

    private static final Path MATRIX = Path.of("src/test/resources/access-matrix.txt");

    /** Who asks. The first two have nothing to do with a role: the one asks about himself, the other about somebody. */
    enum Who {
        ANONYMOUS,
        SELF,
        OTHER,
        OPERATOR,
        AUDITOR,
        ADMIN,
        EXPIRED,
        BLOCKED
    }

    private record Pair(Http caller, Person target) {}

    private final House house = House.shared(Store.H2);
    private final People people = new People(house);
    private final Map<Who, Pair> unspoilt = new EnumMap<>(Who.class);
    private final AtomicReference<@Nullable Http> expired = new AtomicReference<>();

    @Test
    void everyRouteAnswersEachKindOfCallerAsWritten() throws IOException {
        var samples = Routes.samples();
        var routes = Routes.of(house.context());

        var matrix = routes.stream()
                .map(route -> line(route, samples.getOrDefault(route, new Sample(Map.of(), "", ""))))
                .collect(joining("\n", heading(), "\n"));

        if (Boolean.getBoolean("annals.update")) Files.writeString(MATRIX, matrix);
        assertThat(MATRIX).content().isEqualTo(matrix);
        assertThat(routes).as("requests for routes that are gone").containsAll(samples.keySet());
    }

    private String line(String route, Sample sample) {
        return Arrays.stream(Who.values())
                .map(who -> "%9d".formatted(ask(who, route, sample)))
                .collect(joining("", "%-62s".formatted(route), ""));
    }

    private static String heading() {
        return Arrays.stream(Who.values())
                .map(who -> "%9s".formatted(who.name().toLowerCase(java.util.Locale.ROOT)))
                .collect(joining("", "%-62s".formatted("# route"), "\n"));
    }

    private int ask(Who who, String route, Sample sample) {
        var method = route.split(" ")[0];
        var pair = unspoilt.computeIfAbsent(who, this::pair);
        var target = new HashMap<String, String>();
        target.put(
                "id",
                route.contains("/sessions/{id}")
                        ? pair.target().sessionId()
                        : pair.target().id());
        target.put("name", People.freshName("matrix"));
        target.put("refresh", pair.target().refreshToken());
        target.put("access", pair.target().accessToken());
        var body = sample.body(target);
        var http = pair.caller()
                .with("Annals-Position", house.part(Positions.class).head().toString());
        if (sample.isForm()) http = http.with("Content-Type", "application/x-www-form-urlencoded");
        var status = http.send(
                        method,
                        sample.path(route.split(" ")[1], target),
                        method.equals("GET") ? null : body.isEmpty() ? "{}" : body)
                .status();
        if (!method.equals("GET")) unspoilt.remove(who);
        return status;
    }

    private Pair pair(Who who) {
        return switch (who) {
            case ANONYMOUS -> new Pair(house.http(), people.somebody());
            case SELF -> of(people.somebody());
            case OTHER -> new Pair(people.somebody().http(), people.somebody());
            case OPERATOR, AUDITOR, ADMIN ->
                new Pair(people.holderOf(who.name()).http(), people.somebody());
            case EXPIRED ->
                new Pair(expired.updateAndGet(token -> token == null ? expired() : token), people.somebody());
            case BLOCKED -> of(blocked());
        };
    }

    private static Pair of(Person person) {
        return new Pair(person.http(), person);
    }

    /** Tokens of this dialect live for a second here, and a little longer because clocks differ. */
    private Http expired() {
        var person = people.somebody();
        var email = person.username() + "@example.com";
        assertThat(person.http()
                        .put("/api/v1/users/me/email", Map.of("email", email))
                        .status())
                .isEqualTo(200);
        var token = house.http()
                .post("/auth/signin", Map.of("email", email, "password", People.PASSWORD, "loginType", "credentials"))
                .text("access_token");
        var http = house.http().bearer(token);
        assertThat(http.get("/api/v1/users/me").status()).isEqualTo(200);
        await().atMost(ofSeconds(90)).until(() -> http.get("/api/v1/users/me").status() == 401);
        return http;
    }

    private Person blocked() {
        var person = people.somebody();
        var block = people.admin().http().post("/api/v1/users/" + person.id() + "/block", Map.of("reason", "A test"));
        assertThat(block.status()).isEqualTo(200);
        await().atMost(ofSeconds(2))
                .until(() -> person.http().get("/api/v1/users/me").status() == 401);
        return person;
    }
}
