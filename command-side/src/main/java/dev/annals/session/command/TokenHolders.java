package dev.annals.session.command;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.UserCommand.ReadBackUser;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Knows the names that stand in tokens, from the write side: a token is issued before any read model has caught up. */
@Component
class TokenHolders {

    private final CommandGateway commands;
    private final PersonalData personal;

    TokenHolders(CommandGateway commands, PersonalData personal) {
        this.commands = commands;
        this.personal = personal;
    }

    /** The user's names now. Not asked within another command's transaction: the account is locked first, or not at all. */
    TokenIssuer.Holder of(UserId userId) {
        Account account = RequestContext.current()
                .as(new Actor.System("tokens"))
                .during(() -> commands.sendAndWait(new ReadBackUser(userId)));
        return new TokenIssuer.Holder(
                personal.open(account.username()),
                personal.openNullable(account.email()),
                personal.openNullable(account.profile().displayName()));
    }
}
