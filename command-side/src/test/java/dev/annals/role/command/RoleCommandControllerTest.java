package dev.annals.role.command;

import static dev.annals.role.command.RoleWorld.BOB;
import static dev.annals.role.command.RoleWorld.DOCTOR;
import static dev.annals.shared.Permission.USERS_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand;
import dev.annals.role.RoleCommand.ChangeRolePermissions;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleCommand.DefineRole;
import dev.annals.role.RoleCommand.RetireRole;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleName;
import dev.annals.role.RoleRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Refusal;
import dev.annals.shared.SharedRefusal;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What each route asks for; how a refusal looks over HTTP is the web layer's test. */
class RoleCommandControllerTest {

    private final CommandGateway commands = mock(CommandGateway.class);
    private final MockMvcTester http = MockMvcTester.of(new RoleCommandController(commands));

    @Test
    void aGrantAsksForOneRoleAndAnswersWithAll() {
        given(commands.sendAndWait(any(ChangeRoles.class)))
                .willReturn(new HeldRoles(BOB, List.of(RoleName.OPERATOR, RoleName.USER)));

        var answer = put("/api/v1/users/" + BOB + "/roles/OPERATOR", """
                {"reason": "night shift"}""");

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("$.roles").isEqualTo(List.of("OPERATOR", "USER"));
        sent(new ChangeRoles(BOB, Set.of(RoleName.OPERATOR), Set.of(), "night shift"));
    }

    @Test
    void aGrantWithoutABodyHasNoReason() {
        http.put().uri("/api/v1/users/" + BOB + "/roles/OPERATOR").exchange();

        sent(new ChangeRoles(BOB, Set.of(RoleName.OPERATOR), Set.of(), ""));
    }

    @Test
    void aRevocationSaysWhyInItsBody() {
        http.delete()
                .uri("/api/v1/users/" + BOB + "/roles/OPERATOR")
                .contentType(APPLICATION_JSON)
                .content("""
                {"reason": "left"}""")
                .exchange();

        sent(new ChangeRoles(BOB, Set.of(), Set.of(RoleName.OPERATOR), "left"));
    }

    @Test
    void aRevocationSaysWhyInItsQuery() {
        http.delete()
                .uri("/api/v1/users/" + BOB + "/roles/OPERATOR?reason=left")
                .exchange();

        sent(new ChangeRoles(BOB, Set.of(), Set.of(RoleName.OPERATOR), "left"));
    }

    @Test
    void aMalformedRoleNameInThePathIsRefused() {
        var answer = put("/api/v1/users/" + BOB + "/roles/operator", "{}");

        refused(answer, RoleRefusal.INVALID_ROLE_NAME);
    }

    @Test
    void aDefinedRoleIsCreated() {
        given(commands.sendAndWait(any(DefineRole.class)))
                .willReturn(new RoleDefinition(DOCTOR, List.of(USERS_READ), false));

        var answer = post("/api/v1/roles", """
                {"role": "DOCTOR", "permissions": ["users.read"]}""");

        assertThat(answer).hasStatus(201).hasHeader("Location", "/api/v1/roles/DOCTOR");
        assertThat(answer).bodyJson().extractingPath("$.permissions").isEqualTo(List.of("users.read"));
        sent(new DefineRole(DOCTOR, Set.of(USERS_READ)));
    }

    @Test
    void aRoleWithoutANameIsRefused() {
        refused(post("/api/v1/roles", """
                {"permissions": []}"""), RoleRefusal.INVALID_ROLE_NAME);
    }

    @Test
    void anUnknownPermissionIsRefused() {
        refused(post("/api/v1/roles", """
                {"role": "DOCTOR", "permissions": ["users.read", "users.eat"]}"""), RoleRefusal.UNKNOWN_PERMISSION);
    }

    @Test
    void anAbsentPermissionIsRefused() {
        refused(post("/api/v1/roles", """
                {"role": "DOCTOR", "permissions": [null]}"""), RoleRefusal.UNKNOWN_PERMISSION);
    }

    @Test
    void aRoleWithoutAListOfPermissionsIsRefused() {
        refused(post("/api/v1/roles", """
                {"role": "DOCTOR"}"""), SharedRefusal.INVALID_VALUE);
    }

    @Test
    void permissionsAreReplacedAsAWhole() {
        put("/api/v1/roles/DOCTOR/permissions", """
                {"permissions": ["users.read"]}""");

        sent(new ChangeRolePermissions(DOCTOR, Set.of(USERS_READ)));
    }

    @Test
    void aRoleIsRetired() {
        http.post().uri("/api/v1/roles/DOCTOR/retire").exchange();

        sent(new RetireRole(DOCTOR));
    }

    private MvcTestResult put(String uri, String body) {
        return http.put().uri(uri).contentType(APPLICATION_JSON).content(body).exchange();
    }

    private MvcTestResult post(String uri, String body) {
        return http.post().uri(uri).contentType(APPLICATION_JSON).content(body).exchange();
    }

    private void sent(RoleCommand command) {
        then(commands).should().sendAndWait(command);
    }

    private void refused(MvcTestResult answer, Refusal refusal) {
        assertThat(answer)
                .failure()
                .rootCause()
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
        then(commands).shouldHaveNoInteractions();
    }
}
