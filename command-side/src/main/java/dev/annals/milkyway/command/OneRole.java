package dev.annals.milkyway.command;

import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleName;
import dev.annals.shared.UserId;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * Replaces the one role that Milkyway knows of a user. Two commands in one transaction: the first changes nothing and
 * holds the user's roles still, so that the role which is reported as the former one is the one that was replaced.
 */
@Component
class OneRole {

    /** Answers with {@link Replaced}. */
    record ReplaceOneRole(UserId userId, RoleName role, String reason) {}

    record Replaced(RoleName former, RoleName now) {}

    private final CommandGateway commands;

    OneRole(CommandGateway commands) {
        this.commands = commands;
    }

    @CommandHandler
    Replaced decide(ReplaceOneRole command) {
        HeldRoles held = commands.sendAndWait(new ChangeRoles(command.userId(), Set.of(), Set.of(), command.reason()));
        var others = RoleName.BUILT_IN.stream()
                .filter(role -> !role.equals(command.role()))
                .collect(Collectors.toSet());
        commands.sendAndWait(new ChangeRoles(command.userId(), Set.of(command.role()), others, command.reason()));
        var names = held.roles().stream().map(RoleName::value).toList();
        return new Replaced(RoleName.highestBuiltIn(names), command.role());
    }
}
