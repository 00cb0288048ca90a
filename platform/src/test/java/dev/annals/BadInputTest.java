package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.People.Person;
import dev.annals.foundation.store.Positions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer is a problem document that helps, and nothing is stored. */
class BadInputTest {

    private static final House HOUSE = House.shared(Store.H2);
    private static final People PEOPLE = new People(HOUSE);
    private static final Person ADMIN = PEOPLE.admin();

    static Stream<Arguments> bad() {
        var users = "POST /api/v1/users";
        return Stream.of(
                bad("an unknown property", users, account("\"age\":7"), 400, "UNKNOWN_PROPERTY"),
                bad("a role", users, account("\"role\":\"ADMIN\""), 400, "UNKNOWN_PROPERTY"),
                bad(
                        "a wrong type",
                        users,
                        "{\"username\":[\"hana\"],\"password\":\"long enough to be one\"}",
                        400,
                        null),
                bad(
                        "a number for a text",
                        users,
                        "{\"username\":12345,\"password\":\"long enough to be one\"}",
                        400,
                        null),
                bad("no username", users, "{\"password\":\"long enough to be one\"}", 422, "INVALID_VALUE"),
                bad("half a document", users, "{\"username\":\"hana", 400, "UNREADABLE_REQUEST"),
                bad("no document", users, "", 400, "UNREADABLE_REQUEST"),
                bad("an array", users, "[]", 400, "UNREADABLE_REQUEST"),
                bad("text after the end", users, account("\"bio\":\"\"") + "x", 400, "UNREADABLE_REQUEST"),
                bad("a property twice", users, account("\"username\":\"other\""), 400, "UNREADABLE_REQUEST"),
                bad("a huge body", users, account("\"bio\":\"" + "x".repeat(100_000) + "\""), 413, "BODY_TOO_LARGE"),
                bad("a deep body", users, "[".repeat(5_000), 400, "UNREADABLE_REQUEST"),
                bad("a NUL", users, account("\"bio\":\"a\\u0000b\""), 400, "UNREADABLE_REQUEST"),
                bad("half a character", users, account("\"bio\":\"\\ud800\""), 400, "UNREADABLE_REQUEST"),
                bad("a bad zone", users, account("\"zone\":\"Mars/Olympus\""), 422, "UNKNOWN_ZONE"),
                bad("no e-mail", users, account("\"email\":\"hana\""), 422, "INVALID_EMAIL"),
                bad("a common password", users, user("fine-name", "password1"), 422, "PASSWORD_TOO_COMMON"),
                bad("a short password", users, user("fine-name", "short"), 422, "PASSWORD_TOO_SHORT"),
                bad("a long password", users, user("fine-name", "x".repeat(129)), 422, "PASSWORD_TOO_LONG"),
                bad("a mixed-script username", users, user("p\u0430ypal", "long enough"), 422, "INVALID_USERNAME"),
                bad("an invisible username", users, user("ha\u200bna", "long enough"), 422, "INVALID_USERNAME"),
                bad("a short username", users, user("ab", "long enough"), 422, "INVALID_USERNAME"),
                bad("a bad UUID", "POST /api/v1/users/42/block", "{\"reason\":\"A test\"}", 400, null),
                bad("no such user", "POST /api/v1/users/" + nobody() + "/block", "{\"reason\":\"x\"}", 404, null),
                bad("no reason", "POST /api/v1/users/me/block", "{}", 422, "REASON_REQUIRED"),
                bad(
                        "a role name",
                        "PUT /api/v1/users/" + nobody() + "/roles/doctor",
                        "{\"reason\":\"x\"}",
                        422,
                        "INVALID_ROLE_NAME"),
                bad(
                        "no such role",
                        "PUT /api/v1/users/" + ADMIN.id() + "/roles/NONE",
                        "{\"reason\":\"x\"}",
                        422,
                        "ROLE_NOT_DEFINED"),
                bad(
                        "a role in a sign-up",
                        "POST /auth/signup",
                        signup("\"role\":\"ADMIN\""),
                        403,
                        "ROLE_NOT_YOURS_TO_GIVE"),
                bad("roles in a sign-up", "POST /register", registration("\"roles\":[\"ADMIN\"]"), 403, null),
                bad("is_admin", "POST /api/v1/auth/register", registration("\"is_admin\":true"), 403, null),
                bad("no such route", "POST /api/v1/user", "{}", 404, "ROUTE_NOT_FOUND"),
                bad("no such method", "PUT /api/v1/users", "{}", 405, "METHOD_NOT_ALLOWED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void isRefusedWithHelpAndStoresNothing(String what, String route, String body, int status, String code) {
        var head = HOUSE.part(Positions.class).head();
        var words = route.split(" ");

        var answer = ADMIN.http().with("X-Request-Id", "bad-input-test").send(words[0], words[1], body);

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.code()).as("%s", answer).matches("[A-Z_]+");
        if (code != null) assertThat(answer.code()).as("%s", answer).isEqualTo(code);
        assertThat(answer.text("request_id")).as("%s", answer).isEqualTo("bad-input-test");
        assertThat(answer.text("detail")).as("%s", answer).hasSizeBetween(10, 300);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.raw().body())
                .doesNotContain("Exception", "\tat ", "dev.annals")
                .hasSizeLessThan(2_048);
        assertThat(HOUSE.part(Positions.class).head()).as("%s", answer).isEqualTo(head);
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        var answer = HOUSE.http().with("Content-Type", "text/plain").post("/api/v1/users", "username=hana");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    private static Arguments bad(
            String what, String route, String body, int status, @org.jspecify.annotations.Nullable String code) {
        return Arguments.of(what, route, body, status, code);
    }

    private static String account(String more) {
        return "{\"username\":\"fine-name\",\"password\":\"long enough to be one\"," + more + "}";
    }

    private static String user(String username, String password) {
        return "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
    }

    private static String signup(String more) {
        return "{\"email\":\"fine@example.com\",\"password\":\"long enough to be one\",\"name\":\"Fine\","
                + "\"loginType\":\"credentials\"," + more + "}";
    }

    private static String registration(String more) {
        return "{\"username\":\"fine-name\",\"email\":\"fine@example.com\",\"password\":\"long enough to be one\","
                + more + "}";
    }

    private static String nobody() {
        return "00000000-0000-4000-8000-000000000000";
    }
}
