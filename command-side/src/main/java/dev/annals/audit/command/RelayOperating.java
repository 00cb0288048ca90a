package dev.annals.audit.command;

import static dev.annals.audit.ReplayRefusal.DURABLE_MALFORMED;
import static dev.annals.audit.ReplayRefusal.REPLAY_REASON_MISSING;
import static dev.annals.audit.ReplayRefusal.REPLAY_RUNNING;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.RELAY_OPERATE;

import dev.annals.audit.ReplayCommand;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.relay.RelayOperations;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may operate the relay, and that he says why. */
@Component
class RelayOperating {

    private final Authority authority;
    private final PersonalData personalData;
    private final RelayOperations relay;

    RelayOperating(Authority authority, PersonalData personalData, RelayOperations relay) {
        this.authority = authority;
        this.personalData = personalData;
        this.relay = relay;
    }

    RelayOperations relay() {
        return relay;
    }

    /** Answers with the reason, sealed under the key of who gives it. */
    @Nullable
    Personal require(ReplayCommand command, Actor actor) {
        authority.require(actor, RELAY_OPERATE);
        var reason = command.reason().strip();
        var isGiven = !reason.isEmpty() && reason.codePointCount(0, reason.length()) <= 500;
        refuseUnless(isGiven || (reason.isEmpty() && actor instanceof Actor.System), REPLAY_REASON_MISSING);
        return isGiven && actor instanceof Actor.User user
                ? personalData.seal(user.userId().value(), Purpose.REASON, reason)
                : null;
    }

    void requireFree(String durable) {
        refuseUnless(durable.matches("[A-Za-z0-9_-]{1,100}"), DURABLE_MALFORMED);
        refuseUnless(!relay.isUnderWay(durable), REPLAY_RUNNING);
    }
}
