package dev.annals.userservice.command;

import static dev.annals.dialect.DialectHttp.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import dev.annals.dialect.DialectHttp;
import dev.annals.foundation.security.Authority;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleName;
import dev.annals.role.RoleRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Refusal;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.ChangeEmail;
import dev.annals.user.UserCommand.ChangeProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompleteAccountHandlerTest {

    private static final UserId USER = DialectHttp.CALLER.userId();
    private static final RoleName PATIENT = new RoleName("PATIENT");
    private static final Map<ProfileField, String> FIELDS = Map.of(ProfileField.FIRST_NAME, "Test");
    private static final ChangeRoles GRANT = new ChangeRoles(USER, Set.of(PATIENT), Set.of(), "via User Service");

    private final CommandGateway commands = mock(CommandGateway.class);
    private final Authority authority = mock(Authority.class);
    private final CompleteAccountHandler handler = new CompleteAccountHandler(commands, authority);

    @BeforeEach
    void aUser() {
        given(authority.rolesOf(USER)).willReturn(Set.of("USER"));
        given(commands.sendAndWait(any(ChangeProfile.class))).willReturn(account("hana", null, null));
        given(commands.sendAndWait(any(ChangeEmail.class))).willReturn(account("hana", "h@example.com", null));
    }

    @Test
    void rolesComeBeforeTheRest() {
        given(commands.sendAndWait(GRANT)).willReturn(new HeldRoles(USER, List.of(PATIENT, RoleName.USER)));

        var user = handler.decide(new CompleteAccount(USER, FIELDS, "h@example.com", Set.of(PATIENT)));

        assertThat(user.roles()).containsExactly("PATIENT", "USER");
        assertThat(user.email()).isNotNull();
        var order = inOrder(commands);
        order.verify(commands).sendAndWait(GRANT);
        order.verify(commands).sendAndWait(new ChangeProfile(USER, FIELDS));
        order.verify(commands).sendAndWait(new ChangeEmail(USER, "h@example.com"));
    }

    @Test
    void whatIsHeldAlreadyNeedsNobodysPermission() {
        var user = handler.decide(new CompleteAccount(USER, FIELDS, null, Set.of(RoleName.USER)));

        assertThat(user.roles()).containsExactly("USER");
        then(commands).should(never()).sendAndWait(any(ChangeRoles.class));
        then(commands).should(never()).sendAndWait(any(ChangeEmail.class));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRoleThatCannotBeGrantedIsNotTheCallersToGive(Refusal refusal, Refusal toTheClient) {
        given(commands.sendAndWait(GRANT)).willThrow(new CommandRefused(refusal));

        var refused = catchThrowableOfType(
                CommandRefused.class, () -> handler.decide(new CompleteAccount(USER, FIELDS, null, Set.of(PATIENT))));

        assertThat(refused.refusal()).isEqualTo(toTheClient);
        then(commands).should(never()).sendAndWait(any(ChangeProfile.class));
    }

    static Stream<Arguments> refusals() {
        var no = SharedRefusal.ROLE_NOT_YOURS_TO_GIVE;
        return Stream.of(
                Arguments.of(SharedRefusal.NOT_PERMITTED, no),
                Arguments.of(RoleRefusal.GRANT_EXCEEDS_YOURS, no),
                Arguments.of(RoleRefusal.ROLE_NOT_DEFINED, no),
                Arguments.of(RoleRefusal.ROLE_RETIRED, no),
                Arguments.of(RoleRefusal.USER_NOT_FOUND, RoleRefusal.USER_NOT_FOUND));
    }
}
