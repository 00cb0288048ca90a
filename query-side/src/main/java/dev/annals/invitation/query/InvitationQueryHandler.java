package dev.annals.invitation.query;

import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.invitation.InvitationQuery.InvitationsBy;
import dev.annals.invitation.InvitationQuery.InviteCodeOf;
import dev.annals.invitation.InvitationView;
import dev.annals.invitation.InviteCode;
import dev.annals.shared.Page;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class InvitationQueryHandler {

    private static final String INVITATIONS = "invitations";

    private final InvitationRows invitations;
    private final InviteCodeRows codes;

    InvitationQueryHandler(InvitationRows invitations, InviteCodeRows codes) {
        this.invitations = invitations;
        this.codes = codes;
    }

    @QueryHandler
    Optional<InviteCode> answer(InviteCodeOf query) {
        return codes.findByUserId(query.userId().value()).map(InviteCodeRow::inviteCode);
    }

    @QueryHandler
    Page<InvitationView> answer(InvitationsBy query) {
        var rows = invitations.before(
                query.inviter().value(),
                Cursor.number(INVITATIONS, query.cursor(), Long.MAX_VALUE),
                Pages.oneMoreThan(query.limit()));
        return Pages.of(
                rows,
                query.limit(),
                INVITATIONS,
                row -> row.logIndex,
                shown -> shown.stream().map(InvitationRow::view).toList());
    }
}
