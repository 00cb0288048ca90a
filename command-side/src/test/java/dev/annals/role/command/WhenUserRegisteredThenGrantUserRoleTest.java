package dev.annals.role.command;

import static dev.annals.role.command.RoleWorld.BOB;
import static dev.annals.role.command.RoleWorld.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentCaptor.forClass;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import dev.annals.user.Profile;
import dev.annals.user.UserEvent.UserRegistered;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

class WhenUserRegisteredThenGrantUserRoleTest {

    private final CommandGateway commands = mock(CommandGateway.class);

    @Test
    void theRegistrationItselfGrantsUser() {
        var nobody = new Profile(null, null, null, null, null, null);

        new WhenUserRegisteredThenGrantUserRole(commands)
                .react(new UserRegistered(BOB, 1, sealed(BOB, "bob"), null, nobody, 1));

        var sent = forClass(CommandMessage.class);
        then(commands).should().sendAndWait(sent.capture());
        assertThat(sent.getValue().getPayload()).isEqualTo(new GrantUserRole(BOB));
        assertThat(sent.getValue().getMetaData()).containsEntry("actor", "system:registration");
    }
}
