package dev.annals.audit;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What auditors did. */
public sealed interface AuditEvent {

    UserId auditor();

    /**
     * An auditor read something that is not his own. On {@code audit-read:{day}:{id}:{auditor}}.
     *
     * @param day the UTC day
     * @param userId whom he looked at, where it is one
     */
    @Revision("1")
    record AuditRead(
            UserId auditor,
            String day,
            String route,
            @Nullable UserId userId,
            @Nullable Personal query) implements AuditEvent {}
}
