package dev.annals.session.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.store.TestStores;
import dev.annals.session.EndCause;
import dev.annals.session.SessionEvent.RefreshTokenReused;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionRefreshed;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.user.Accounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionJourneyTest {

    private static final Map<String, ServletWebServerApplicationContext> STORES = new HashMap<>();

    static Stream<ServletWebServerApplicationContext> stores() {
        return Stream.of(
                STORES.computeIfAbsent("h2", name -> started(TestStores.h2Url())),
                STORES.computeIfAbsent("postgres", name -> started(TestStores.postgresUrl())));
    }

    private static ServletWebServerApplicationContext started(String url) {
        return WriteSide.start(url, "annals.session.max-refreshes=3", "annals.sign-in.failures=1000");
    }

    @AfterAll
    static void close() {
        STORES.values().forEach(ServletWebServerApplicationContext::close);
        STORES.clear();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aTokenNamesTheUserAsHeIsCalledNow(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var former = client.registered();
        var first = client.signIn(former);
        var latter = former.replace('u', 'v');

        client.send(
                "PUT",
                "/api/v1/users/me/username",
                first.text("access_token"),
                "{\"username\":\"" + latter + "\"}",
                "application/json");

        var second = client.refresh(first.text("refresh_token"));
        assertThat(TokenText.claims(first.text("access_token")).path("username").asString())
                .isEqualTo(former);
        assertThat(TokenText.claims(second.text("access_token"))
                        .path("username")
                        .asString())
                .isEqualTo(latter);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void signsInRefreshesAndSignsOut(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var first = client.signIn(client.registered());
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("token_type")).isEqualTo("Bearer");
        assertThat(first.body().path("expires_in").asInt()).isEqualTo(900);
        assertThat(client.ask(first.text("access_token")).status()).isEqualTo(200);

        var second = client.refresh(first.text("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(client.ask(second.text("access_token")).status()).isEqualTo(200);

        assertThat(client.delete("/api/v1/sessions/current", second.text("access_token"))
                        .status())
                .isEqualTo(204);
        var after = client.ask(second.text("access_token"));
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh(second.text("refresh_token")).code()).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void fiftyWhoPresentOneTokenAtOnceGetTheSameSuccessor(ServletWebServerApplicationContext store) throws Exception {
        var client = new Client(store);
        var signedIn = client.signIn(client.registered());

        var answers = atOnce(50, () -> client.refresh(signedIn.text("refresh_token")));

        assertThat(answers).extracting(Client.Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.text("refresh_token"))
                .hasSize(50)
                .allSatisfy(
                        token -> assertThat(token).isEqualTo(answers.getFirst().text("refresh_token")));
        assertThat(eventsOf(store, signedIn.text("session_id")))
                .hasSize(2)
                .last()
                .isInstanceOf(SessionRefreshed.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aTokenThatWasUsedBeforeEndsTheSession(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var first = client.signIn(client.registered());
        var second = client.refresh(first.text("refresh_token"));
        var third = client.refresh(second.text("refresh_token"));

        var reused = client.refresh(first.text("refresh_token"));

        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.code()).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(client.ask(third.text("access_token")).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh(third.text("refresh_token")).code()).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(eventsOf(store, first.text("session_id")))
                .hasAtLeastOneElementOfType(RefreshTokenReused.class)
                .last()
                .isInstanceOf(SessionEnded.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aSessionThatGrewTooLongGoesOnInAnother(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var first = client.signIn(client.registered());
        var token = first.text("refresh_token");
        for (var n = 0; n < 3; n++) token = client.refresh(token).text("refresh_token");

        var continued = client.refresh(token);

        assertThat(continued.status()).isEqualTo(200);
        assertThat(continued.text("session_id")).isNotEqualTo(first.text("session_id"));
        assertThat(client.ask(continued.text("access_token")).status()).isEqualTo(200);
        assertThat(eventsOf(store, continued.text("session_id")))
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionStarted.class,
                        started -> assertThat(started.continues().toString()).isEqualTo(first.text("session_id")));
        // The answer got lost: the same successor again.
        assertThat(client.refresh(token).text("refresh_token")).isEqualTo(continued.text("refresh_token"));
        // Its successor is used: now the old one is a copy.
        assertThat(client.refresh(continued.text("refresh_token")).status()).isEqualTo(200);
        assertThat(client.refresh(token).code()).isEqualTo("REFRESH_TOKEN_REUSED");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void fiftyAtOnceAtTheEndOfAStreamGetTheSameSuccessor(ServletWebServerApplicationContext store) throws Exception {
        var client = new Client(store);
        var signedIn = client.signIn(client.registered());
        var token = signedIn.text("refresh_token");
        for (var n = 0; n < 3; n++) token = client.refresh(token).text("refresh_token");
        var last = token;

        var answers = atOnce(50, () -> client.refresh(last));

        assertThat(new HashSet<>(
                        answers.stream().map(it -> it.text("refresh_token")).toList()))
                .hasSize(1);
        assertThat(answers).extracting(Client.Answer::status).containsOnly(200);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void whoeverChangesHisPasswordKeepsHisOwnSessionOnly(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var name = client.registered();
        var mine = client.signIn(name);
        var other = client.signIn(name);

        var changed = client.post(
                "/api/v1/users/me/password",
                mine.text("access_token"),
                Map.of("old_password", Client.PASSWORD, "new_password", "another horse battery"));

        assertThat(changed.status()).isLessThan(300);
        assertThat(client.ask(other.text("access_token")).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh(other.text("refresh_token")).code()).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(client.ask(mine.text("access_token")).code()).isEqualTo("TOKEN_STALE");
        var refreshed = client.refresh(mine.text("refresh_token"));
        assertThat(client.ask(refreshed.text("access_token")).status()).isEqualTo(200);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aBlockedUserIsOutAndCannotComeBack(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var name = client.registered();
        var user = client.signIn(name);
        var admin = client.signIn("root", "long-enough-for-root");

        var blocked = client.post(
                "/api/v1/users/" + user.text("user_id") + "/block",
                admin.text("access_token"),
                Map.of("reason", "spam"));

        assertThat(blocked.status()).isEqualTo(200);
        assertThat(client.ask(user.text("access_token")).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh(user.text("refresh_token")).code()).isEqualTo("REFRESH_TOKEN_INVALID");
        var right = client.signIn(name);
        var wrong = client.signIn(name, "not the password");
        var unknown = client.signIn("nobody-of-this-name", "not the password");
        assertThat(List.of(right, wrong, unknown)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("SIGN_IN_FAILED");
            assertThat(answer.text("detail")).isEqualTo(right.text("detail"));
        });
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aChangeOfRolesMakesTokensStaleAndRefreshCarriesTheNewRoles(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var user = client.signIn(client.registered());
        var admin = client.signIn("root", "long-enough-for-root");

        var granted = client.send(
                "PUT",
                "/api/v1/users/" + user.text("user_id") + "/roles/AUDITOR",
                admin.text("access_token"),
                "{\"reason\":\"reads the books\"}",
                "application/json");

        assertThat(granted.status()).as(granted.raw().body()).isEqualTo(200);
        assertThat(client.ask(user.text("access_token")).code()).isEqualTo("TOKEN_STALE");
        var refreshed = client.refresh(user.text("refresh_token"));
        assertThat(TokenText.claims(refreshed.text("access_token"))
                        .path("roles")
                        .toString())
                .isEqualTo("[\"AUDITOR\",\"USER\"]");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void signingOutEverywhereMayKeepTheCurrentSession(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var name = client.registered();
        var mine = client.signIn(name);
        var other = client.signIn(name);

        client.delete("/api/v1/sessions?keep_current=true", mine.text("access_token"));
        assertThat(client.ask(mine.text("access_token")).status()).isEqualTo(200);
        assertThat(client.ask(other.text("access_token")).code()).isEqualTo("SESSION_ENDED");

        client.delete("/api/v1/sessions", mine.text("access_token"));
        assertThat(client.ask(mine.text("access_token")).code()).isEqualTo("SESSION_ENDED");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void anothersSessionDoesNotExistUnlessOneMayEndIt(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var user = client.signIn(client.registered());
        var stranger = client.signIn(client.registered());
        var admin = client.signIn("root", "long-enough-for-root");
        var path = "/api/v1/sessions/" + user.text("session_id");

        var refused = client.delete(path, stranger.text("access_token"));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("SESSION_NOT_FOUND");
        assertThat(client.delete("/api/v1/sessions/" + new java.util.UUID(1, 2), stranger.text("access_token"))
                        .code())
                .isEqualTo("SESSION_NOT_FOUND");

        assertThat(client.delete(path, admin.text("access_token")).status()).isEqualTo(204);
        assertThat(client.ask(user.text("access_token")).code()).isEqualTo("SESSION_ENDED");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void withAOneTimePasswordOneCanOnlyChangeItOrSignOut(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var name = "once-" + java.util.UUID.randomUUID().toString().substring(0, 8);
        store.getBean(Accounts.class)
                .registerWithOneTimePassword(new Accounts.Registration(name, null, Client.PASSWORD, Map.of()));
        var first = client.signIn(name);
        assertThat(first.body().path("password_change_required").asBoolean()).isTrue();

        var refused = client.ask(first.text("access_token"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("PASSWORD_CHANGE_REQUIRED");
        assertThat(client.post(
                                "/api/v1/users/me/password",
                                first.text("access_token"),
                                Map.of("old_password", Client.PASSWORD, "new_password", "another horse battery"))
                        .status())
                .isLessThan(300);
        var refreshed = client.refresh(first.text("refresh_token"));
        assertThat(client.ask(refreshed.text("access_token")).status()).isEqualTo(200);
        assertThat(client.delete("/api/v1/sessions/current", refreshed.text("access_token"))
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void whatNobodyRefreshesEndsByItself(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var user = client.signIn(client.registered());
        store.getBean(JdbcClient.class)
                .sql("update session_secret set expires_at = ? where session_id = ?")
                .params(
                        java.sql.Timestamp.from(java.time.Instant.now().minusSeconds(1)),
                        java.util.UUID.fromString(user.text("session_id")))
                .update();

        store.getBean(SessionUpkeep.class).endExpired();

        assertThat(client.ask(user.text("access_token")).code()).isEqualTo("SESSION_ENDED");
        assertThat(eventsOf(store, user.text("session_id")))
                .last()
                .isInstanceOfSatisfying(
                        SessionEnded.class, ended -> assertThat(ended.cause()).isEqualTo(EndCause.EXPIRED));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void theEventsOfASignInNameTheirActorAndHideTheAddress(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var name = client.registered();
        var user = client.signIn(name);
        client.signIn(name, "not the password");

        var started = store.getBean(EventStore.class)
                .readEvents(user.text("session_id"))
                .next();
        assertThat(started.getMetaData().get("actor")).isEqualTo("user:" + user.text("user_id"));
        assertThat((String) started.getMetaData().get("address")).startsWith(user.text("user_id") + ":");
        var failed = store.getBean(JdbcClient.class)
                .sql("select aggregate_id from domain_event where aggregate_id like ?")
                .param("sign-in-failures:" + user.text("user_id") + ":%")
                .query(String.class)
                .single();
        var trace = store.getBean(EventStore.class).readEvents(failed).next();
        assertThat(trace.getMetaData().get("actor")).isEqualTo("anonymous");
        assertThat((String) trace.getMetaData().get("address")).startsWith(user.text("user_id") + ":");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void wrongPasswordsLeaveOneEventPerDoubling(ServletWebServerApplicationContext store) throws Exception {
        var client = new Client(store);
        var name = client.registered();
        var user = client.signIn(name).text("user_id");

        atOnce(9, () -> client.signIn(name, "not the password"));

        var counts = store.getBean(JdbcClient.class)
                .sql("select sequence_number from domain_event where aggregate_id like ? order by sequence_number")
                .param("sign-in-failures:" + user + ":%")
                .query(Long.class)
                .list();
        assertThat(counts).containsExactly(0L, 1L, 2L, 3L);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void introspectionTellsThoseWhoMayWhetherATokenCounts(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        var user = client.signIn(client.registered());
        var admin = client.signIn("root", "long-enough-for-root");
        var question = "token=" + user.text("access_token");

        assertThat(client.form("/api/v1/introspect", null, question).status()).isEqualTo(401);
        assertThat(client.form("/api/v1/introspect", user.text("access_token"), question)
                        .status())
                .isEqualTo(403);
        var active = client.form("/api/v1/introspect", admin.text("access_token"), question);
        assertThat(active.body().path("active").asBoolean()).isTrue();
        assertThat(active.text("sub")).isEqualTo(user.text("user_id"));

        client.delete("/api/v1/sessions/current", user.text("access_token"));
        var inactive = client.form("/api/v1/introspect", admin.text("access_token"), question);
        assertThat(inactive.raw().body()).isEqualTo("{\"active\":false}");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void processesThatRotateAtOnceRotateOnce(ServletWebServerApplicationContext store) throws Exception {
        var client = new Client(store);
        var user = client.signIn(client.registered());
        var keys = store.getBean(SigningKeys.class);
        var table = store.getBean(SigningKeyTable.class);
        var current = keys.signer().kid();

        atOnce(8, () -> {
            table.rotate(current);
            return true;
        });

        assertThat(table.all()).extracting(SigningKeyTable.StoredKey::state).containsExactly("current", "next", "old");
        assertThat(client.ask(user.text("access_token")).status()).isEqualTo(200);
        keys.keepUp(java.time.Duration.ofDays(30));
        assertThat(keys.signer().kid()).isNotEqualTo(current);
        assertThat(client.get("/.well-known/jwks.json", null).body().path("keys"))
                .hasSize(3);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void whateverIsNotPublicAsksForATokenInOneForm(ServletWebServerApplicationContext store) {
        var client = new Client(store);
        for (var path : List.of("/api/v1/sessions", "/api/v1/nothing", "/users/1", "/actuator/env", "/nothing")) {
            var answer = client.get(path, null);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.raw().headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
            assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        }
        assertThat(client.get("/actuator/health", null).status()).isEqualTo(200);
        var user = client.signIn(client.registered());
        assertThat(client.get("/actuator/env", user.text("access_token")).status())
                .isEqualTo(403);
    }

    static <T> List<T> atOnce(int times, java.util.concurrent.Callable<T> work) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, times)
                    .mapToObj(n -> threads.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            start.countDown();
            return futures.stream().map(SessionJourneyTest::joined).toList();
        }
    }

    private static <T> T joined(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> eventsOf(ServletWebServerApplicationContext store, String id) {
        return store.getBean(EventStore.class)
                .readEvents(id)
                .asStream()
                .map(Message::getPayload)
                .map(Object.class::cast)
                .toList();
    }
}
