package dev.annals.session.command;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.UserCommand.ReadBackUser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Knows the names that stand in tokens, from the write side: a token is issued before any read model has caught up. */
@Component
class TokenHolders {

    private static final int MOST_KNOWN = 10_000;

    /**
     * What an account says, its names sealed.
     *
     * @param sequence the last event of its stream when it was asked, or an earlier one
     */
    private record Known(long sequence, Account account) {}

    private final CommandGateway commands;
    private final EventStore events;
    private final PersonalData personal;
    private final Map<UserId, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    TokenHolders(CommandGateway commands, EventStore events, PersonalData personal) {
        this.commands = commands;
        this.events = events;
        this.personal = personal;
    }

    /** The user's names now. Not asked within another command's transaction: the account is locked first, or not at all. */
    TokenIssuer.Holder of(UserId userId) {
        // One look into an index: an account whose stream has not moved on says what it said before.
        var sequence = events.lastSequenceNumberFor(userId.toString()).orElse(-1L);
        var kept = known.get(userId);
        if (kept == null || kept.sequence() != sequence) {
            kept = new Known(sequence, read(userId));
            known.put(userId, kept);
        }
        var account = kept.account();
        return new TokenIssuer.Holder(
                personal.open(account.username()),
                personal.openNullable(account.email()),
                personal.openNullable(account.profile().displayName()));
    }

    private Account read(UserId userId) {
        return RequestContext.current()
                .as(new Actor.System("tokens"))
                .during(() -> commands.sendAndWait(new ReadBackUser(userId)));
    }
}
