package dev.annals.milkyway.command;

import static dev.annals.dialect.DialectHttp.CALLER;
import static dev.annals.dialect.DialectHttp.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import dev.annals.dialect.DialectHttp;
import dev.annals.foundation.security.Authority;
import dev.annals.milkyway.command.OneRole.ReplaceOneRole;
import dev.annals.milkyway.command.OneRole.Replaced;
import dev.annals.role.RoleName;
import dev.annals.session.SignIns;
import dev.annals.session.SignIns.Outcome;
import dev.annals.session.SignIns.SignIn;
import dev.annals.session.SignIns.Tokens;
import dev.annals.session.TokenProfile;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.ReadBackUser;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class MilkywayAuthControllerTest {

    private final Accounts accounts = mock(Accounts.class);
    private final SignIns signIns = mock(SignIns.class);
    private final CommandGateway commands = mock(CommandGateway.class);
    private final Authority authority = mock(Authority.class);
    private final MockMvcTester http = DialectHttp.to(
            new MilkywayAuthController(accounts, signIns, commands, authority),
            new MilkywayRoleController(commands, authority));

    @Test
    void aSignUpNamesNobodyAnything() {
        given(accounts.register(new Registration(
                        null, "star@example.com", "Password123", Map.of(ProfileField.DISPLAY_NAME, "Star"))))
                .willReturn(account("star", "star@example.com", "Star"));
        given(authority.rolesOf(CALLER.userId())).willReturn(Set.of("USER"));

        assertThat(post("/auth/signup", """
                {"email": "star@example.com", "password": "Password123", "name": "Star", "role": "USER", "loginType": "credentials"}""")).hasStatus(201).bodyJson().isStrictlyEqualTo("""
                {"user": {"userId": "6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11", "email": "star@example.com", "name": "Star", "role": "USER"}}""");
    }

    @Test
    void aSignUpAsAdminIsRefused() {
        assertThat(post("/auth/signup", """
                {"email": "star@example.com", "password": "Password123", "name": "Star", "role": "ADMIN"}""")).hasStatus(403);
        then(accounts).shouldHaveNoInteractions();
    }

    @Test
    void aSignInIs201AndSaysTheHighestRole() {
        given(signIns.signIn(new SignIn("star@example.com", "Password123", TokenProfile.MILKYWAY, null)))
                .willReturn(new Outcome.Granted(
                        new Tokens(CALLER.userId(), CALLER.sessionId(), "a.b.c", null, 3600, false)));
        given(commands.sendAndWait(new ReadBackUser(CALLER.userId())))
                .willReturn(account("star", "star@example.com", "Star"));
        given(authority.rolesOf(CALLER.userId())).willReturn(Set.of("AUDITOR", "OPERATOR", "USER"));

        assertThat(post("/auth/signin", """
                {"email": "star@example.com", "password": "Password123"}""")).hasStatus(201).bodyJson().isStrictlyEqualTo("""
                {"access_token": "a.b.c",
                 "user": {"userId": "6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11", "email": "star@example.com", "name": "Star", "role": "OPERATOR"}}""");
    }

    @Test
    void onlyCredentialsCanBeUsedToSignIn() {
        assertThat(post("/auth/signin", """
                {"email": "star@example.com", "password": "Password123", "loginType": "google"}""")).hasStatus(422);
        then(signIns).shouldHaveNoInteractions();
    }

    @Test
    void aRoleIsReplaced() {
        var id = CALLER.userId();
        given(commands.sendAndWait(new ReplaceOneRole(id, RoleName.OPERATOR, "via Milkyway")))
                .willReturn(new Replaced(RoleName.USER, RoleName.OPERATOR));
        given(commands.sendAndWait(new ReadBackUser(id))).willReturn(account("star", "star@example.com", "Star"));

        assertThat(post("/auth/user/role", "{\"userId\": \"" + id + "\", \"newRole\": \"OPERATOR\"}"))
                .hasStatus(201)
                .bodyJson()
                .isStrictlyEqualTo("""
                {"user": {"name": "Star", "email": "star@example.com", "prevRole": "USER", "newRole": "OPERATOR"}}""");
    }

    @Test
    void aRoleThatMilkywayDoesNotHaveIsRefused() {
        for (var role : new String[] {"DOCTOR", "admin", ""})
            assertThat(post(
                            "/auth/user/role",
                            "{\"userId\": \"" + CALLER.userId() + "\", \"newRole\": \"" + role + "\"}"))
                    .hasStatus4xxClientError();
        assertThat(post("/auth/user/role", "{\"userId\": \"nobody\", \"newRole\": \"ADMIN\"}"))
                .hasStatus(404);
        then(commands).shouldHaveNoInteractions();
    }

    private MvcTestResult post(String route, String body) {
        return http.post()
                .uri(route)
                .contentType(APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
