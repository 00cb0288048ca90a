package dev.annals.invitation.query;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.invitation.InvitationQuery.InvitationsBy;
import dev.annals.invitation.InvitationQuery.InviteCodeOf;
import dev.annals.invitation.InvitationRefusal;
import dev.annals.invitation.InvitationView;
import dev.annals.invitation.InviteCode;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A code is shown to its owner only; whom somebody invited also to who may read invitations. */
@RestController
@RequestMapping("/api/v1/invitations")
class InvitationQueryController {

    private final Questions questions;
    private final ReadModels readModels;
    private final Sight sight;

    InvitationQueryController(Questions questions, ReadModels readModels, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.sight = sight;
    }

    @GetMapping("/code")
    InviteCode code(Caller caller, ReadPosition position) {
        position.await(readModels, "invite-code");
        return questions
                .askOptional(new InviteCodeOf(caller.userId()), InviteCode.class)
                .orElseThrow(() -> new CommandRefused(InvitationRefusal.INVITE_CODE_NOT_FOUND));
    }

    @GetMapping
    Page<InvitationView> invitations(
            @RequestParam(name = "user_id", required = false) @Nullable Whose whose,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        var inviter = sight.of(whose == null ? Whose.of("me") : whose, caller, Permission.INVITATIONS_READ);
        position.await(readModels, "invitation");
        return questions.askPage(new InvitationsBy(inviter, limit, cursor), InvitationView.class);
    }
}
