package dev.annals.role.projection;

import static dev.annals.Given.JUN;
import static dev.annals.Given.MINA;
import static dev.annals.Given.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.projection.ProjectionHarness;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RolePermissionsChanged;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RoleProjectionsTest {

    private static final Personal REASON = sealed(Purpose.REASON, "on call");
    private static final RoleName DOCTOR = new RoleName("DOCTOR");
    private static final Actor JUN_HIMSELF = new Actor.User(JUN);
    private static final RoleGranted GRANTED = new RoleGranted(MINA, DOCTOR, JUN_HIMSELF, REASON);
    private static final RoleRevoked REVOKED = new RoleRevoked(MINA, DOCTOR, JUN_HIMSELF, null);
    private static final RoleDefined DEFINED = new RoleDefined(DOCTOR, List.of(Permission.USERS_READ));

    private final DataSource database = TestStores.h2();
    private final ProjectionHarness history = ProjectionHarness.on(database, RoleHistoryProjection::new);
    private final ProjectionHarness holders = ProjectionHarness.on(database, RoleHolderProjection::new);
    private final ProjectionHarness catalogue = ProjectionHarness.on(database, RoleCatalogueProjection::new);

    @Test
    void aGrantSaysWhoWhatByWhomWhyAndFromWhichRequest() {
        history.given(GRANTED);
        assertThat(history.row("role_history"))
                .containsEntry("log_index", 1L)
                .containsEntry("event_id", "event-1")
                .containsEntry("user_id", MINA.value())
                .containsEntry("role", "DOCTOR")
                .containsEntry("granted", true)
                .containsEntry("by_actor", "user:" + JUN)
                .containsEntry("reason", REASON.text())
                .containsEntry("request_id", "request-1");
    }

    @Test
    void aRevocationIsALineOfItsOwn() {
        history.given(GRANTED, REVOKED);
        assertThat(history.rows("role_history"))
                .extracting(row -> row.get("granted"))
                .containsExactly(true, false);
    }

    @Test
    void theSameHistoryAgainGivesTheSameRows() {
        history.given(GRANTED, REVOKED, GRANTED);
        var before = history.rows("role_history");
        assertThat(history.again().rows("role_history")).hasSize(3).isEqualTo(before);
    }

    @Test
    void aGrantedRoleIsHeldUntilRevoked() {
        holders.given(GRANTED, new RoleGranted(MINA, RoleName.USER, new Actor.System("registration"), null));
        assertThat(holders.rows("role_holder"))
                .extracting(row -> row.get("role"))
                .containsExactlyInAnyOrder("DOCTOR", "USER");

        holders.given(REVOKED);
        assertThat(holders.row("role_holder"))
                .containsEntry("role", "USER")
                .containsEntry("by_actor", "system:registration");
    }

    @Test
    void grantedAndRevokedInOneBatchIsNotHeld() {
        holders.given(GRANTED, REVOKED);
        assertThat(holders.rows("role_holder")).isEmpty();
        assertThat(holders.given(GRANTED).again().again().rows("role_holder")).hasSize(1);
    }

    @Test
    void aDefinedRoleIsInTheCatalogue() {
        catalogue.given(DEFINED);
        assertThat(catalogue.row("role_catalogue"))
                .containsEntry("permissions", "users.read")
                .containsEntry("retired", false);
    }

    @Test
    void changedPermissionsAreShown() {
        catalogue.given(
                DEFINED, new RolePermissionsChanged(DOCTOR, List.of(Permission.USERS_READ, Permission.AUDIT_READ)));
        assertThat(catalogue.row("role_catalogue")).containsEntry("permissions", "users.read,audit.read");
    }

    @Test
    void aRetiredRoleStaysInTheCatalogue() {
        catalogue.given(DEFINED).given(new RoleRetired(DOCTOR));
        assertThat(catalogue.row("role_catalogue")).containsEntry("retired", true);
        assertThat(catalogue.again().row("role_catalogue")).containsEntry("retired", true);
    }

    @Test
    void workOnPostgresToo() {
        var postgres = TestStores.postgres();
        var historyThere = ProjectionHarness.on(postgres, RoleHistoryProjection::new)
                .given(GRANTED, REVOKED)
                .again();
        assertThat(historyThere.rows("role_history")).hasSize(2);
        var holdersThere = ProjectionHarness.on(postgres, RoleHolderProjection::new)
                .given(GRANTED)
                .again();
        assertThat(holdersThere.rows("role_holder")).hasSize(1);
        assertThat(holdersThere.given(REVOKED).rows("role_holder")).isEmpty();
        var catalogueThere = ProjectionHarness.on(postgres, RoleCatalogueProjection::new)
                .given(DEFINED)
                .given(new RoleRetired(DOCTOR));
        assertThat(catalogueThere.row("role_catalogue")).containsEntry("retired", true);
    }
}
