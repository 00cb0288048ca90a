package dev.annals.userservice.command;

import static dev.annals.dialect.DialectHttp.CALLER;
import static dev.annals.dialect.DialectHttp.account;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import dev.annals.dialect.DialectHttp;
import dev.annals.foundation.security.Authority;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ReplaceRoles;
import dev.annals.role.RoleName;
import dev.annals.session.SessionRefusal;
import dev.annals.session.SignIns;
import dev.annals.session.SignIns.Outcome;
import dev.annals.session.SignIns.SignIn;
import dev.annals.session.SignIns.Tokens;
import dev.annals.session.TokenProfile;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.BlockUser;
import dev.annals.user.UserCommand.ReadBackUser;
import dev.annals.user.UserCommand.RestoreUser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class UsersControllerTest {

    private static final UserId USER = CALLER.userId();
    private static final UserId OTHER = UserId.of("11111111-1111-4111-8111-111111111111");
    private static final RoleName PATIENT = new RoleName("PATIENT");

    private final Accounts accounts = mock(Accounts.class);
    private final SignIns signIns = mock(SignIns.class);
    private final CommandGateway commands = mock(CommandGateway.class);
    private final Authority authority = mock(Authority.class);
    private final MockMvcTester http = DialectHttp.to(
            new UsersController(commands, accounts, authority),
            new RegisterController(accounts),
            new TokenController(signIns));

    @Test
    void theGuidesRegistrationAnswersWithTheIntegerAlias() {
        given(accounts.register(new Registration("testuser", "test@example.com", "testpass123", Map.of())))
                .willReturn(account("testuser", "test@example.com", null));

        assertThat(post("/register", """
                {
                    "username": "testuser",
                    "email": "test@example.com",
                    "password": "testpass123"
                }""")).hasStatus(201).bodyJson().isStrictlyEqualTo("""
                {"id": 7, "user_id": "6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11", "username": "testuser",
                 "email": "test@example.com", "created_at": "2024-10-31T00:00:00Z"}""");
    }

    @Test
    void theGuidesFormLoginAnswersWithABearerToken() {
        given(signIns.signIn(new SignIn("testuser", "testpass123", TokenProfile.USER_SERVICE, null)))
                .willReturn(new Outcome.Granted(new Tokens(USER, CALLER.sessionId(), "a.b.c", null, 3600, false)));

        for (var form : List.of(
                "username=testuser&password=testpass123",
                "grant_type=password&username=testuser&password=testpass123&scope=&client_id=x"))
            assertThat(login(form)).hasStatus(200).bodyJson().isStrictlyEqualTo("""
                    {"access_token": "a.b.c", "token_type": "bearer", "expires_in": 3600}""");
    }

    @Test
    void aLoginThatIsNoneIsRefused() {
        given(signIns.signIn(any())).willReturn(new Outcome.Refused(SessionRefusal.SIGN_IN_FAILED));

        assertThat(login("username=testuser&password=wrong")).hasStatus(401);
        assertThat(login("username=testuser")).hasStatus(422);
        assertThat(login("grant_type=client_credentials&username=a&password=b")).hasStatus(422);
        assertThat(post("/token", "{}")).hasStatus(415);
    }

    @Test
    void whoeverCompletesHisOwnAccountIsKnownByHisAlias() {
        given(accounts.byAlias(1)).willReturn(USER);
        var command = new CompleteAccount(
                USER,
                Map.of(ProfileField.FIRST_NAME, "Test", ProfileField.LAST_NAME, "User"),
                "test@example.com",
                Set.of(PATIENT));
        given(commands.sendAndWait(command))
                .willReturn(ServiceUsers.of(account("testuser", "test@example.com", null), List.of("PATIENT", "USER")));

        assertThat(post("/users", """
                {
                    "auth_user_id": 1,
                    "first_name": "Test",
                    "last_name": "User",
                    "email": "test@example.com",
                    "roles": ["PATIENT"]
                }""")).hasStatus(201).bodyJson().isStrictlyEqualTo("""
                {"id": 7, "user_id": "6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11", "username": "testuser",
                 "email": "test@example.com", "first_name": null, "last_name": null,
                 "roles": ["PATIENT", "USER"], "is_blocked": false}""");
    }

    @Test
    void anothersAccountAndNoAccountLookTheSame() {
        given(accounts.byAlias(2)).willReturn(OTHER);

        for (var id : List.of("2", "\"2\"", "3", "\"" + OTHER + "\"", "\"nobody\"", "1.5"))
            assertThat(post("/users", "{\"auth_user_id\": " + id + "}"))
                    .hasStatus(404)
                    .bodyJson()
                    .extractingPath("$.code")
                    .isEqualTo("USER_NOT_FOUND");
        then(commands).shouldHaveNoInteractions();
    }

    @Test
    void aRoleThatCannotBeOneIsNotTheCallersToGive() {
        assertThat(post("/users", "{\"auth_user_id\": \"" + USER + "\", \"roles\": [\"no role\"]}"))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("ROLE_NOT_YOURS_TO_GIVE");
        then(commands).shouldHaveNoInteractions();
    }

    @Test
    void rolesAreReplacedAsAWhole() {
        given(commands.sendAndWait(new ReplaceRoles(OTHER, Set.of(PATIENT), "via User Service")))
                .willReturn(new HeldRoles(OTHER, List.of(PATIENT)));
        given(commands.sendAndWait(new ReadBackUser(OTHER))).willReturn(account("bob", null, null));

        assertThat(post("/users/" + OTHER + "/roles", "{\"roles\": [\"PATIENT\"]}"))
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.roles")
                .asArray()
                .containsExactly("PATIENT");
    }

    @Test
    void aBlockAndItsEndAnswerWithTheUser() {
        given(accounts.byAlias(2)).willReturn(OTHER);
        given(authority.rolesOf(any())).willReturn(Set.of("USER"));
        given(commands.sendAndWait(new BlockUser(OTHER, "Violation of terms"))).willReturn(account("bob", null, null));
        given(commands.sendAndWait(new RestoreUser(OTHER, null))).willReturn(account("bob", null, null));

        assertThat(post("/users/2/block", "{\"reason\": \"Violation of terms\", \"auth_user_id\": 2}"))
                .hasStatus(200);
        assertThat(http.post().uri("/users/2/restore")).hasStatus(200);
        assertThat(post("/users/2/block", "{}")).hasStatus4xxClientError();
    }

    @Test
    void whoMayNotCannotCountUsers() {
        willThrow(new CommandRefused(SharedRefusal.NOT_PERMITTED))
                .given(authority)
                .require(CALLER.actor(), Permission.USERS_BLOCK);

        assertThat(post("/users/99/block", "{\"reason\": \"x\"}")).hasStatus(403);
        assertThat(http.post().uri("/users/99/restore")).hasStatus(403);
        then(accounts).shouldHaveNoInteractions();
    }

    @Test
    void aRefusalOfTheCommandGoesThrough() {
        given(commands.sendAndWait(any(ReplaceRoles.class))).willAnswer(call -> {
            refuseUnless(false, dev.annals.role.RoleRefusal.ROLE_NOT_DEFINED);
            return null;
        });

        assertThat(post("/users/" + OTHER + "/roles", "{\"roles\": [\"NEVER_DEFINED\"]}"))
                .hasStatus(422);
    }

    private MvcTestResult login(String form) {
        return http.post()
                .uri("/token")
                .contentType(APPLICATION_FORM_URLENCODED)
                .content(form)
                .exchange();
    }

    private MvcTestResult post(String route, String body) {
        return http.post()
                .uri(route)
                .contentType(APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
