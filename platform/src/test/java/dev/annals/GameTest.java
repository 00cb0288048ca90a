package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nakama.NakamaStub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A house with a game server beside it, which is a stub: no real Nakama runs here. */
class GameTest {

    private static final NakamaStub NAKAMA = NakamaStub.start();
    private static final House HOUSE = House.fresh(Store.H2, NAKAMA.settings().toArray(String[]::new));

    @AfterAll
    static void close() {
        HOUSE.close();
        NAKAMA.close();
    }

    @Test
    void aRegistrationAndASignInAnswerWithTheGameAccountAndASession() {
        var name = People.freshName("game");
        var registered = register(name);

        var account = NAKAMA.accounts().of(registered.text("user_id"));
        assertThat(account).isNotNull();
        assertThat(account.username()).isEqualTo(name);
        assertThat(registered.text("nakama_user_id")).isEqualTo(account.id().toString());
        assertThat(registered.text("nakama_session")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

        var signedIn = HOUSE.http().post("/api/v1/auth/login", Map.of("username", name, "password", People.PASSWORD));
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.text("nakama_user_id")).isEqualTo(account.id().toString());
        assertThat(signedIn.text("nakama_session"))
                .matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+")
                .isNotEqualTo(registered.text("nakama_session"));
    }

    private static Http.Answer register(String name) {
        var answer = HOUSE.http().post("/api/v1/auth/register", Map.of("username", name, "password", People.PASSWORD));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer;
    }
}
