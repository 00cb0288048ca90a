package dev.annals.keyservice.command;

import static dev.annals.dialect.DialectHttp.CALLER;
import static dev.annals.dialect.DialectHttp.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import dev.annals.dialect.DialectHttp;
import dev.annals.foundation.security.Authority;
import dev.annals.game.GameSessions;
import dev.annals.session.SessionRefusal;
import dev.annals.session.SignIns;
import dev.annals.session.SignIns.Outcome;
import dev.annals.session.SignIns.SignIn;
import dev.annals.session.SignIns.Tokens;
import dev.annals.session.TokenProfile;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserCommand.ReadBackUser;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class AuthControllerTest {

    private final Accounts accounts = mock(Accounts.class);
    private final SignIns signIns = mock(SignIns.class);
    private final GameSessions games = mock(GameSessions.class);
    private final CommandGateway commands = mock(CommandGateway.class);
    private final Authority authority = mock(Authority.class);
    private final MockMvcTester http = DialectHttp.to(
            new AuthController(accounts, signIns, games, code -> {}, commands),
            new ProfileController(commands, authority));

    @Test
    void theGuidesRegistrationIsUnderstood() {
        given(accounts.register(any())).willReturn(account("testuser", "test@example.com", "Test User"));

        assertThat(post("/register", """
                {
                    "email": "test@example.com",
                    "username": "testuser",
                    "password": "Password123",
                    "displayName": "Test User"
                }""")).hasStatus(201).bodyJson().isStrictlyEqualTo("""
                {"user_id": "6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11", "username": "testuser", "email": "test@example.com",
                 "nakama_user_id": null, "nakama_session": null, "created_at": 1730332800}""");
        then(accounts)
                .should()
                .register(new Registration(
                        "testuser", "test@example.com", "Password123", Map.of(ProfileField.DISPLAY_NAME, "Test User")));
    }

    @Test
    void anAbsentAddressIsNullNeverMissing() {
        given(accounts.register(any())).willReturn(account("alice", null, null));

        assertThat(post("/register", """
                {"username": "alice", "password": "Password123", "inviteCode": "x", "others": {"role": 1}, "foo": [1]}"""))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.email")
                .isNull();
        then(accounts).should().register(new Registration("alice", null, "Password123", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"role\": \"ADMIN\"",
                "\"role\": \"admin\"",
                "\"role\": 1",
                "\"roles\": [\"ADMIN\"]",
                "\"roles\": [\"USER\", \"ADMIN\"]",
                "\"roles\": \"USER\"",
                "\"is_admin\": true",
                "\"is_admin\": \"false\"",
            })
    void aPrivilegeCannotBeChosen(String privilege) {
        assertThat(post("/register", "{\"username\": \"eve\", \"password\": \"Password123\", " + privilege + "}"))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("ROLE_NOT_YOURS_TO_GIVE");
        then(accounts).shouldHaveNoInteractions();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"role\": \"USER\"", "\"roles\": [\"USER\"]", "\"roles\": []", "\"is_admin\": false"})
    void whatEverybodyGetsMayBeSaid(String nothing) {
        given(accounts.register(any())).willReturn(account("bob", null, null));

        assertThat(post("/register", "{\"username\": \"bob\", \"password\": \"Password123\", " + nothing + "}"))
                .hasStatus(201);
    }

    @Test
    void aSignInAnswersWithTheUser() {
        given(signIns.signIn(new SignIn("alice", "Password123", TokenProfile.KEY_SERVICE, null)))
                .willReturn(granted("r.1"));
        given(commands.sendAndWait(new ReadBackUser(CALLER.userId())))
                .willReturn(account("alice", "alice@example.com", null));

        assertThat(post("/login", """
                {"username": "alice", "password": "Password123"}""")).hasStatus(200).bodyJson().isStrictlyEqualTo("""
                {"access_token": "a.b.c", "refresh_token": "r.1", "token_type": "Bearer", "expires_in": 86400,
                 "user": {"user_id": "6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11", "username": "alice", "email": "alice@example.com"},
                 "nakama_user_id": null, "nakama_session": null}""");
    }

    @Test
    void aRefusedSignInIs401() {
        given(signIns.signIn(any())).willReturn(new Outcome.Refused(SessionRefusal.SIGN_IN_FAILED));

        assertThat(post("/login", """
                {"username": "alice", "password": "wrong"}""")).hasStatus(401);
    }

    @Test
    void aRefreshNamesItsSuccessorOnlyWhereThereIsOne() {
        given(signIns.refresh("r.1")).willReturn(granted("r.2"));
        given(signIns.refresh("r.fixed")).willReturn(granted(null));

        assertThat(post("/refresh", "{\"refresh_token\": \"r.1\"}"))
                .hasStatus(200)
                .bodyJson()
                .isStrictlyEqualTo("""
                {"access_token": "a.b.c", "refresh_token": "r.2", "token_type": "Bearer", "expires_in": 86400}""");
        assertThat(post("/refresh", "{\"refresh_token\": \"r.fixed\"}"))
                .hasStatus(200)
                .bodyJson()
                .isStrictlyEqualTo("""
                {"access_token": "a.b.c", "token_type": "Bearer", "expires_in": 86400}""");
    }

    @Test
    void signingOutAlwaysSucceeds() {
        assertThat(post("/logout", "{\"refresh_token\": \"r.1\"}")).hasStatus(204);
        assertThat(post("/logout", "{}")).hasStatus(204);
        assertThat(http.post().uri("/api/v1/auth/logout")).hasStatus(204);

        then(signIns).should().signOut("r.1");
    }

    @Test
    void aProfileChangeNamesWhatItChanges() {
        var change =
                new ChangeProfile(CALLER.userId(), Map.of(ProfileField.DISPLAY_NAME, "Alice", ProfileField.BIO, ""));
        given(commands.sendAndWait(change)).willReturn(account("alice", null, "Alice"));

        assertThat(put("""
                {"displayName": "Alice", "bio": "", "foo": 1}"""))
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.displayName")
                .isEqualTo("Alice");
    }

    @Test
    void aProfileChangeGivesNoRole() {
        assertThat(put("""
                {"displayName": "Alice", "role": "ADMIN"}""")).hasStatus(403);
        then(commands).shouldHaveNoInteractions();
    }

    private static Outcome granted(String refreshToken) {
        return new Outcome.Granted(
                new Tokens(CALLER.userId(), CALLER.sessionId(), "a.b.c", refreshToken, 86400, false));
    }

    private MvcTestResult post(String route, String body) {
        return http.post()
                .uri("/api/v1/auth" + route)
                .contentType(APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult put(String body) {
        return http.put()
                .uri("/api/v1/users/profile")
                .contentType(APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
