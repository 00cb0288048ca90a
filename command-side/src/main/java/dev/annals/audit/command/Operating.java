package dev.annals.audit.command;

import static dev.annals.audit.OperationRefusal.PROJECTION_NOT_FOUND;
import static dev.annals.audit.OperationRefusal.REASON_MISSING;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.PROJECTIONS_OPERATE;

import dev.annals.audit.OperationCommand;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.projection.ProjectionOperations;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may operate projections, and that he says why. */
@Component
class Operating {

    private final Authority authority;
    private final PersonalData personalData;
    private final ProjectionOperations projections;

    Operating(Authority authority, PersonalData personalData, ProjectionOperations projections) {
        this.authority = authority;
        this.personalData = personalData;
        this.projections = projections;
    }

    ProjectionOperations projections() {
        return projections;
    }

    /** Answers with the reason, sealed under the key of who gives it. */
    @Nullable
    Personal require(OperationCommand command, Actor actor) {
        authority.require(actor, PROJECTIONS_OPERATE);
        if (command instanceof OperationCommand.Wish wish)
            refuseUnless(projections.exists(wish.projection()), PROJECTION_NOT_FOUND);
        var reason = command.reason().strip();
        var isGiven = !reason.isEmpty() && reason.codePointCount(0, reason.length()) <= 500;
        refuseUnless(isGiven || (reason.isEmpty() && actor instanceof Actor.System), REASON_MISSING);
        return isGiven && actor instanceof Actor.User user
                ? personalData.seal(user.userId().value(), Purpose.REASON, reason)
                : null;
    }
}
