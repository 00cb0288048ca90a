package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Registers people and signs them in, by the canonical routes. */
final class People {

    static final String PASSWORD = "kept in the annals";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String RUN = Long.toString(System.nanoTime() & 0xffffff, 36);

    /** Somebody with an account, signed in. */
    record Person(String id, String username, String sessionId, Http http, String accessToken, String refreshToken) {

        Person with(Http other) {
            return new Person(id, username, sessionId, other, accessToken, refreshToken);
        }
    }

    private final House house;

    People(House house) {
        this.house = house;
    }

    static String freshName(String stem) {
        return stem + "-" + RUN + "-" + NUMBER.incrementAndGet();
    }

    Person somebody() {
        return somebody(freshName("hana"));
    }

    Person somebody(String username) {
        var registered = register(username);
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        return signedIn(username, PASSWORD);
    }

    Answer register(String username) {
        return house.http().post("/api/v1/users", Map.of("username", username, "password", PASSWORD));
    }

    Person signedIn(String username, String password) {
        var answer = signIn(username, password);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        var token = answer.text("access_token");
        return new Person(
                answer.text("user_id"),
                username,
                answer.text("session_id"),
                house.http().bearer(token),
                token,
                answer.text("refresh_token"));
    }

    Answer signIn(String username, String password) {
        return house.http().post("/api/v1/sessions", Map.of("login", username, "password", password));
    }

    Person admin() {
        return signedIn(House.ADMIN, House.ADMIN_PASSWORD);
    }

    /** Somebody who holds this role beside USER. */
    Person holderOf(String role) {
        var person = somebody(freshName(role.toLowerCase(java.util.Locale.ROOT)));
        var granted = admin().http().put("/api/v1/users/" + person.id() + "/roles/" + role, Map.of("reason", "A test"));
        assertThat(granted.status()).as("%s", granted).isEqualTo(200);
        return signedIn(person.username(), PASSWORD);
    }
}
