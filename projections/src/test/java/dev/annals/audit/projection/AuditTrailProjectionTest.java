package dev.annals.audit.projection;

import static dev.annals.Given.MINA;
import static dev.annals.Given.sealed;
import static dev.annals.foundation.projection.ProjectionHarness.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.projection.ProjectionHarness;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleName;
import dev.annals.shared.Purpose;
import dev.annals.user.UserEvent.PasswordChanged;
import dev.annals.user.UserEvent.UserRestored;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class AuditTrailProjectionTest {

    private static final Serializer NAMES = Jackson3Serializer.builder()
            .revisionResolver(new AnnotationRevisionResolver())
            .build();

    private final ProjectionHarness trail =
            ProjectionHarness.on(TestStores.h2(), dataSource -> new AuditTrailProjection(dataSource, NAMES));

    @Test
    void everyEventIsALineThatSaysWhereItCameFrom() {
        var address = sealed(Purpose.ADDRESS, "192.0.2.1").text();
        trail.from(METADATA.and(EventMetadata.ADDRESS, address).and(EventMetadata.SESSION, "session-1"))
                .given(new PasswordChanged(MINA));

        assertThat(trail.row("audit_trail"))
                .containsEntry("log_index", 1L)
                .containsEntry("event_id", "event-1")
                .containsEntry("type", PasswordChanged.class.getName())
                .containsEntry("revision", "1")
                .containsEntry("aggregate_id", "aggregate")
                .containsEntry("subject_id", MINA.value())
                .containsEntry("actor", "system:test")
                .containsEntry("request_id", "request-1")
                .containsEntry("causation_id", "command-1")
                .containsEntry("session_id", "session-1")
                .containsEntry("address", address);
    }

    @Test
    void anEventAboutNoUserHasNoSubject() {
        trail.given(new RoleRetired(new RoleName("DOCTOR")));
        assertThat(trail.row("audit_trail")).containsEntry("subject_id", null);
    }

    @Test
    void eventsOfAnyKindAreKept() {
        trail.given(new PasswordChanged(MINA), new RoleRetired(new RoleName("DOCTOR")), new UserRestored(MINA, null));
        var before = trail.rows("audit_trail");
        assertThat(trail.again().rows("audit_trail")).hasSize(3).isEqualTo(before);
    }

    @Test
    void worksOnPostgresToo() {
        var there =
                ProjectionHarness.on(TestStores.postgres(), dataSource -> new AuditTrailProjection(dataSource, NAMES));
        assertThat(there.given(new PasswordChanged(MINA)).again().rows("audit_trail"))
                .hasSize(1);
    }
}
