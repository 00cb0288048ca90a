package dev.annals.userservice.command;

import static dev.annals.shared.SharedRefusal.ROLE_NOT_YOURS_TO_GIVE;

import dev.annals.foundation.security.Authority;
import dev.annals.foundation.store.InnerCommands;
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
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** Completes an account in one transaction; roles first, because they are what may be refused. */
@Component
class CompleteAccountHandler {

    private final InnerCommands commands;
    private final Authority authority;

    CompleteAccountHandler(InnerCommands commands, Authority authority) {
        this.commands = commands;
        this.authority = authority;
    }

    @CommandHandler
    ServiceUser decide(CompleteAccount command, MetaData metadata) {
        var roles = grant(command, metadata);
        Account account = commands.send(new ChangeProfile(command.userId(), command.fields()), metadata);
        if (command.email() != null)
            account = commands.send(new ChangeEmail(command.userId(), command.email()), metadata);
        return ServiceUsers.of(account, roles);
    }

    /** What is held already is nobody's gift: it needs no permission. */
    private Collection<String> grant(CompleteAccount command, MetaData metadata) {
        var held = authority.rolesOf(command.userId());
        var wished = command.roles().stream().map(RoleName::value).toList();
        if (held.containsAll(wished)) return held;
        try {
            HeldRoles now = commands.send(
                    new ChangeRoles(command.userId(), command.roles(), Set.of(), ServiceUsers.REASON), metadata);
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
