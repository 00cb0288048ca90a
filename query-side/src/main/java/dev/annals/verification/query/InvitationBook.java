package dev.annals.verification.query;

import dev.annals.invitation.InvitationEvent;
import dev.annals.invitation.InvitationEvent.InvitationAccepted;
import dev.annals.invitation.InvitationEvent.InvitationIssued;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.session.SessionEvent.SessionStarted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Invite codes, who invited whom, and on how many days whoever was invited came back. */
final class InvitationBook implements Book {

    private final Expected invitations = new Expected("invitation", "user_id");
    private final Expected codes = new Expected("invite_code", "user_id");
    private final Expected reserved = new Expected("invite_code_reservation", "user_id");
    private final Expected inviters = new Expected("inviter_of", "user_id");
    private final Names names;

    InvitationBook(Names names) {
        this.names = names;
    }

    @Override
    public void read(Logged logged) {
        if (logged.event() instanceof SessionStarted e && e.continues() == null) cameBack(e, logged.at());
        if (!(logged.event() instanceof InvitationEvent event)) return;
        switch (event) {
            case InvitationIssued e -> {
                codes.concernedBy(logged);
                codes.put(e.userId()).with("code", e.code()).with("issued_at", logged.at());
                reserved.put(e.userId()).with("hash", names.hashOf("invite-code", e.code()));
            }
            case InvitationAccepted e -> {
                invitations.concernedBy(logged);
                invitations
                        .put(e.userId())
                        .with("inviter", e.inviter())
                        .with("accepted_at", logged.at())
                        .with("log_index", logged.index());
                inviters.put(e.userId())
                        .with("inviter", e.inviter())
                        .with("days", 1L)
                        .with("last_day", dayOf(logged.at()))
                        .with("qualified", false);
            }
            case InvitationQualified e -> {
                invitations.concernedBy(logged);
                invitations.change(e.userId()).with("qualified_at", logged.at());
                inviters.change(e.userId()).with("qualified", true);
            }
        }
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(new ReadModel("invitation", invitations), new ReadModel("invite-code", codes));
    }

    @Override
    public List<Expected> writeSide() {
        return List.of(reserved, inviters);
    }

    /** Until it was enough, each later UTC day counts once. */
    private void cameBack(SessionStarted e, Instant at) {
        var line = inviters.find(e.userId());
        if (line == null || Boolean.TRUE.equals(line.get("qualified"))) return;
        if (!(line.get("last_day") instanceof LocalDate last) || !(line.get("days") instanceof Long days)) return;
        if (dayOf(at).isAfter(last)) line.with("last_day", dayOf(at)).with("days", days + 1);
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
