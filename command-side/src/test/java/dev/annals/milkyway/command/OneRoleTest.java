package dev.annals.milkyway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

import dev.annals.milkyway.command.OneRole.ReplaceOneRole;
import dev.annals.milkyway.command.OneRole.Replaced;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleName;
import dev.annals.shared.UserId;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

class OneRoleTest {

    private static final UserId STAR = UserId.of("6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11");
    private static final RoleName DOCTOR = new RoleName("DOCTOR");

    private final CommandGateway commands = mock(CommandGateway.class);
    private final OneRole oneRole = new OneRole(commands);

    @Test
    void theHighestBuiltInRoleIsTheFormerOneAndOthersStay() {
        var look = new ChangeRoles(STAR, Set.of(), Set.of(), "why");
        var change = new ChangeRoles(
                STAR, Set.of(RoleName.OPERATOR), Set.of(RoleName.USER, RoleName.AUDITOR, RoleName.ADMIN), "why");
        given(commands.sendAndWait(look))
                .willReturn(new HeldRoles(STAR, List.of(RoleName.AUDITOR, DOCTOR, RoleName.USER)));
        given(commands.sendAndWait(change)).willReturn(new HeldRoles(STAR, List.of(DOCTOR, RoleName.OPERATOR)));

        assertThat(oneRole.decide(new ReplaceOneRole(STAR, RoleName.OPERATOR, "why")))
                .isEqualTo(new Replaced(RoleName.AUDITOR, RoleName.OPERATOR));
        var order = inOrder(commands);
        order.verify(commands).sendAndWait(look);
        order.verify(commands).sendAndWait(change);
    }
}
