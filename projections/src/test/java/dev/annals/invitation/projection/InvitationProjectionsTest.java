package dev.annals.invitation.projection;

import static dev.annals.Given.JUN;
import static dev.annals.Given.MINA;
import static dev.annals.Given.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.projection.ProjectionHarness;
import dev.annals.foundation.store.TestStores;
import dev.annals.invitation.InvitationEvent.InvitationAccepted;
import dev.annals.invitation.InvitationEvent.InvitationIssued;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class InvitationProjectionsTest {

    private static final Personal OLD = sealed(Purpose.INVITE_CODE, "OLD");
    private static final Personal NEW = sealed(Purpose.INVITE_CODE, "NEW");
    private static final InvitationAccepted ACCEPTED = new InvitationAccepted(JUN, MINA);

    private final DataSource database = TestStores.h2();
    private final ProjectionHarness codes = ProjectionHarness.on(database, InviteCodeProjection::new);
    private final ProjectionHarness invitations = ProjectionHarness.on(database, InvitationProjection::new);

    @Test
    void theLastCodeCounts() {
        codes.given(new InvitationIssued(MINA, OLD), new InvitationIssued(MINA, NEW));
        assertThat(codes.row("invite_code"))
                .containsEntry("user_id", MINA.value())
                .containsEntry("code", NEW.text());
    }

    @Test
    void whoWasInvitedIsARow() {
        invitations.given(ACCEPTED);
        assertThat(invitations.row("invitation"))
                .containsEntry("user_id", JUN.value())
                .containsEntry("inviter", MINA.value())
                .containsEntry("log_index", 1L)
                .containsEntry("qualified_at", null);
    }

    @Test
    void fromWhenOnItCountsIsKept() {
        invitations.given(ACCEPTED, new InvitationQualified(JUN, MINA, LocalDate.parse("2026-11-22"), "sign-in"));
        assertThat(invitations.row("invitation").get("qualified_at")).isNotNull();
    }

    @Test
    void theSameHistoryAgainGivesTheSameRows() {
        invitations.given(ACCEPTED);
        var before = invitations.rows("invitation");
        assertThat(invitations.again().rows("invitation")).isEqualTo(before);
    }
}
