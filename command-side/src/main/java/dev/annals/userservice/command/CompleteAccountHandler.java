package dev.annals.userservice.command;

import static dev.annals.shared.SharedRefusal.ROLE_NOT_YOURS_TO_GIVE;

import dev.annals.foundation.security.Authority;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleName;
import dev.annals.role.RoleRefusal;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import dev.annals.user.Account;
import dev.annals.user.UserCommand.ChangeEmail;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.userservice.ServiceUser;
import java.util.Collection;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Completes an account in one transaction; roles first, because they are what may be refused. */
@Component
class CompleteAccountHandler {

    private final CommandGateway commands;
    private final Authority authority;

    CompleteAccountHandler(CommandGateway commands, Authority authority) {
        this.commands = commands;
        this.authority = authority;
    }

    @CommandHandler
    ServiceUser decide(CompleteAccount command) {
        var roles = grant(command);
        Account account = commands.sendAndWait(new ChangeProfile(command.userId(), command.fields()));
        if (command.email() != null) account = commands.sendAndWait(new ChangeEmail(command.userId(), command.email()));
        return ServiceUsers.of(account, roles);
    }

    /** What is held already is nobody's gift: it needs no permission. */
    private Collection<String> grant(CompleteAccount command) {
        var held = authority.rolesOf(command.userId());
        var wished = command.roles().stream().map(RoleName::value).toList();
        if (held.containsAll(wished)) return held;
        try {
            HeldRoles now = commands.sendAndWait(
                    new ChangeRoles(command.userId(), command.roles(), Set.of(), ServiceUsers.REASON));
            return now.roles().stream().map(RoleName::value).toList();
        } catch (CommandRefused refused) {
            throw isAboutTheRoles(refused)
                    ? new CommandRefused(
                            ROLE_NOT_YOURS_TO_GIVE, refused.refusal().sentence())
                    : refused;
        }
    }

    private static boolean isAboutTheRoles(CommandRefused refused) {
        return refused.refusal() == SharedRefusal.NOT_PERMITTED
                || refused.refusal() == RoleRefusal.GRANT_EXCEEDS_YOURS
                || refused.refusal() == RoleRefusal.ROLE_NOT_DEFINED
                || refused.refusal() == RoleRefusal.ROLE_RETIRED;
    }
}
