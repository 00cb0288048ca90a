package dev.annals.user.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.PasswordCheck;
import dev.annals.user.Accounts.Registration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client of the account routes sees, on a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UserJourney {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PASSWORD = "correct-horse-7";

    record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        String code() {
            return body.path("code").asString();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private ServletWebServerApplicationContext house;
    private int count;

    abstract String url();

    @BeforeAll
    void start() {
        house = UserApplication.start(url());
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void ofTwoHundredWhoWantOneNameExactlyOneGetsIt() {
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 200)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> register(n % 2 == 0 ? "popular" : "PopuIar", "popular" + n + "@example.com"), crowd))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 201)
                    .hasSize(199)
                    .allSatisfy(answer ->
                            assertThat(answer.status() + answer.code()).isEqualTo("409USERNAME_TAKEN"));
        }
    }

    /** Not refused before the hash, and not through one row only: the database itself must decide. */
    @Test
    void ofManyWhoReserveTheSameKeysAtOnceExactlyOneGetsThem() {
        var reservations = house.getBean(Reservations.class);
        var transaction = new TransactionTemplate(house.getBean(JdbcTransactionManager.class));
        for (var round = 0; round < 20; round++) {
            var name = Username.of("Round-I" + round);
            var email = EmailAddress.of("round" + round + "@example.com");
            try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
                var outcomes = IntStream.range(0, 12)
                        .mapToObj(n -> CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        transaction.executeWithoutResult(status ->
                                                reservations.reserve(new UserId(UUID.randomUUID()), name, email));
                                        return "got it";
                                    } catch (RuntimeException refused) {
                                        return refused.getMessage();
                                    }
                                },
                                crowd))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
                assertThat(outcomes).filteredOn("got it"::equals).hasSize(1);
                assertThat(outcomes)
                        .filteredOn(outcome -> !outcome.equals("got it"))
                        .allMatch(outcome -> outcome.startsWith("This username"));
            }
        }
    }

    @Test
    void aRegistrationAnswersWithTheAccountAndItsPlace() {
        var answer = call("POST", "/api/v1/users", null, """
                {"username": "Somchai", "email": "somchai@example.com", "password": "%s",
                 "display_name": "สมชาย", "zone": "Asia/Bangkok", "avatar": "https://example.com/a.png"}""".formatted(PASSWORD));
        assertThat(answer.status()).isEqualTo(201);
        var id = answer.body().path("user_id").asString();
        assertThat(answer.headers().get("location")).containsExactly("/api/v1/users/" + id);
        assertThat(answer.body().path("username").asString()).isEqualTo("Somchai");
        assertThat(answer.body().path("email").asString()).isEqualTo("somchai@example.com");
        assertThat(answer.body().path("profile").path("display_name").asString())
                .isEqualTo("สมชาย");
        assertThat(answer.body().path("status").asString()).isEqualTo("ACTIVE");
        assertThat(house.getBean(Accounts.class)
                        .byAlias(answer.body().path("alias").asLong()))
                .isEqualTo(UserId.of(id));
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }

    @Test
    void aRegistrationThatCannotBeIsRefusedAndLeavesNothing() {
        var rows = rows();
        var taken = register("first-come", "first-come@example.com");
        assertThat(taken.status()).isEqualTo(201);
        assertRefused(register("FIRST-COME", null), 409, "USERNAME_TAKEN");
        assertRefused(register("another", "First-Come@Example.COM"), 409, "EMAIL_TAKEN");
        assertRefused(register("first-come@example.com", null), 422, "INVALID_USERNAME");
        assertRefused(register("pаypal", null), 422, "INVALID_USERNAME");
        assertRefused(register("system", null), 409, "USERNAME_TAKEN");
        assertRefused(register("nobody", "nowhere"), 422, "INVALID_EMAIL");
        assertRefused(posted("{\"username\": \"nobody\", \"password\": \"short\"}"), 422, "PASSWORD_TOO_SHORT");
        assertRefused(posted("{\"username\": \"nobody\", \"password\": \"password1\"}"), 422, "PASSWORD_TOO_COMMON");
        assertRefused(
                posted("{\"username\": \"nobody\", \"password\": \"%s\", \"zone\": \"Mars\"}".formatted(PASSWORD)),
                422,
                "UNKNOWN_ZONE");
        assertRefused(
                posted("{\"username\": \"nobody\", \"password\": \"%s\", \"role\": \"ADMIN\"}".formatted(PASSWORD)),
                400,
                "UNKNOWN_PROPERTY");
        assertThat(posted("{\"username\": \"nobody\"}").status()).isEqualTo(422);
        assertThat(posted("{\"password\": \"%s\"}".formatted(PASSWORD)).status())
                .isEqualTo(422);
        assertThat(posted("{\"username\": 7, \"password\": \"%s\"}".formatted(PASSWORD))
                        .status())
                .isEqualTo(400);
        assertThat(rows()).isEqualTo(rows + 3 + 1 + 1);
    }

    @Test
    void anAccountIsChangedByItsOwner() {
        var me = signedUp();
        var zoned = call("PATCH", "/api/v1/users/me/profile", me, "{\"zone\": \"Asia/Seoul\", \"bio\": \"x\"}");
        assertThat(zoned.body().path("profile").path("zone").asString()).isEqualTo("Asia/Seoul");
        var cleared = call("PATCH", "/api/v1/users/me/profile", me, "{\"bio\": null}");
        assertThat(cleared.body().path("profile").path("zone").asString()).isEqualTo("Asia/Seoul");
        assertThat(cleared.body().path("profile").path("bio").isNull()).isTrue();
        assertThat(cleared.body().path("version").asLong()).isEqualTo(3);
        assertRefused(call("PATCH", "/api/v1/users/me/profile", me, "{\"role\": \"ADMIN\"}"), 400, "UNKNOWN_PROPERTY");
        assertThat(call("PATCH", "/api/v1/users/me/profile", me, "{\"bio\": 7}").status())
                .isEqualTo(400);
        var name = "renamed-" + ++count;
        assertThat(call("PUT", "/api/v1/users/" + me + "/username", me, "{\"username\": \"" + name + "\"}")
                        .body()
                        .path("username")
                        .asString())
                .isEqualTo(name);
        assertThat(call("PUT", "/api/v1/users/me/email", me, "{\"email\": null}")
                        .body()
                        .path("email")
                        .isNull())
                .isTrue();
    }

    @Test
    void aNameThatWasChangedIsFreeAgainAndADeletedUsersIsNot() {
        var first = UserId.of(register("free-me", null).body().path("user_id").asString());
        assertThat(call("PUT", "/api/v1/users/me/username", first, "{\"username\": \"gone-on\"}")
                        .status())
                .isEqualTo(200);
        assertThat(call("PUT", "/api/v1/users/me/username", first, "{\"username\": \"Gone-On\"}")
                        .status())
                .isEqualTo(200);
        var second = register("free-me", null);
        assertThat(second.status()).isEqualTo(201);
        var id = UserId.of(second.body().path("user_id").asString());
        assertThat(call("POST", "/api/v1/users/me/delete", id, null).status()).isEqualTo(200);
        assertRefused(register("free-me", null), 409, "USERNAME_TAKEN");
        assertRefused(register("gone-0n", null), 409, "USERNAME_TAKEN");
    }

    @Test
    void aUserIsBlockedRestoredAndDeleted() {
        var operator = signedUp();
        house.getBean(UserApplication.Permissions.class).giveAll(operator.value());
        var user = "/api/v1/users/" + signedUp();
        assertRefused(call("POST", user + "/block", operator, "{\"reason\": \"\"}"), 422, "REASON_REQUIRED");
        assertStatus(call("POST", user + "/block", operator, "{\"reason\": \"spam\"}"), "BLOCKED");
        assertStatus(call("POST", user + "/block", operator, "{\"reason\": \"spam\"}"), "BLOCKED");
        assertStatus(call("POST", user + "/restore", operator, null), "ACTIVE");
        assertStatus(call("POST", user + "/delete", operator, "{\"reason\": \"asked for it\"}"), "DELETED");
        assertStatus(call("POST", user + "/delete", operator, null), "DELETED");
        assertRefused(call("POST", user + "/restore", operator, null), 409, "USER_DELETED");
    }

    @Test
    void whoMayNotSeeAnotherFindsNobody() {
        var me = signedUp();
        var other = signedUp();
        for (var id : List.of(other.toString(), UUID.randomUUID().toString()))
            assertThat(call("POST", "/api/v1/users/" + id + "/block", me, "{\"reason\": \"spam\"}")
                            .status())
                    .isEqualTo(404);
        assertThat(call("POST", "/api/v1/users/not-a-uuid/delete", me, null).status())
                .isEqualTo(400);
        assertThat(call("POST", "/api/v1/users/me/delete", null, null).status()).isEqualTo(401);
    }

    @Test
    void aPasswordIsChangedByWhoKnowsTheOldOne() {
        var me = signedUp();
        var route = "/api/v1/users/me/password";
        assertRefused(call("POST", route, me, passwords("wrong-horse-7", "another-horse-8")), 403, "WRONG_PASSWORD");
        assertRefused(call("POST", route, me, passwords(PASSWORD, PASSWORD)), 422, "PASSWORD_UNCHANGED");
        assertRefused(call("POST", route, me, passwords(PASSWORD, "short")), 422, "PASSWORD_TOO_SHORT");
        assertThat(call("POST", route, me, passwords(PASSWORD, "another-horse-8"))
                        .status())
                .isEqualTo(200);
        assertRefused(call("POST", route, me, passwords(PASSWORD, "third-horse-9")), 403, "WRONG_PASSWORD");
        assertThat(house.getBean(AccessState.class).read(me).epoch()).isEqualTo(2);
    }

    @Test
    void aLoginIsTheExactNameOrTheAddress() {
        var accounts = house.getBean(Accounts.class);
        var id = accounts.register(new Registration("Illegal.One", "illegal@example.com", PASSWORD, Map.of()))
                .userId();
        var right = new PasswordCheck.Right(id, 1);
        assertThat(accounts.check("illegal.one", PASSWORD)).isEqualTo(right);
        assertThat(accounts.check("ILLEGAL.ONE", PASSWORD)).isEqualTo(right);
        assertThat(accounts.check("Illegal@Example.com", PASSWORD)).isEqualTo(right);
        assertThat(accounts.check("i11egal.one", PASSWORD)).isInstanceOf(PasswordCheck.Unknown.class);
        assertThat(accounts.check("illegal.one", PASSWORD + "x")).isEqualTo(new PasswordCheck.Wrong(id));
        assertThat(accounts.check("", "")).isInstanceOf(PasswordCheck.Unknown.class);
        assertThat(accounts.check("@", PASSWORD)).isInstanceOf(PasswordCheck.Unknown.class);
    }

    @Test
    void withoutANameOneIsMadeFromTheAddress() {
        var accounts = house.getBean(Accounts.class);
        var personal = house.getBean(PersonalData.class);
        var names = new ArrayList<String>();
        for (var domain : List.of("one", "two", "three"))
            names.add(personal.open(accounts.register(
                            new Registration(null, "white.rabbit+game@" + domain + ".example", PASSWORD, Map.of()))
                    .username()));
        assertThat(names.getFirst()).isEqualTo("white.rabbit");
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.startsWith("white.rabbit"));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status() + " " + answer.code()).isEqualTo(status + " " + code);
    }

    private static void assertStatus(Answer answer, String status) {
        assertThat(answer.body().path("status").asString()).as("%s", answer).isEqualTo(status);
    }

    private static String passwords(String old, String fresh) {
        return "{\"old_password\": \"%s\", \"new_password\": \"%s\"}".formatted(old, fresh);
    }

    private long rows() {
        var jdbc = house.getBean(JdbcClient.class);
        return List.of("reservation", "credential", "user_alias").stream()
                .mapToLong(table -> jdbc.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .sum();
    }

    private UserId signedUp() {
        var answer = register("user-" + ++count, "user-" + count + "@example.com");
        return UserId.of(answer.body().path("user_id").asString());
    }

    private Answer register(String username, String email) {
        var mail = email == null ? "null" : "\"" + email + "\"";
        return posted(
                "{\"username\": \"%s\", \"email\": %s, \"password\": \"%s\"}".formatted(username, mail, PASSWORD));
    }

    private Answer posted(String body) {
        return call("POST", "/api/v1/users", null, body);
    }

    private Answer call(String method, String path, UserId caller, String body) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + house.getWebServer().getPort() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (caller != null) request.header("Authorization", "Bearer x." + caller + "." + sessionOf(caller));
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(text.isEmpty() ? "{}" : text),
                    response.headers().map());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private SessionId sessionOf(UserId caller) {
        var access = house.getBean(AccessState.class);
        var open = access.openSessions(caller);
        if (!open.isEmpty()) return open.getFirst();
        var session = new SessionId(UUID.randomUUID());
        access.openSession(session, caller);
        return session;
    }
}
