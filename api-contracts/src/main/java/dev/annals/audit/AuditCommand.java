package dev.annals.audit;

import dev.annals.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What the audit trail is told by the platform itself. */
public sealed interface AuditCommand {

    /**
     * Somebody is about to be shown what only a permission lets him see.
     *
     * @param route which question, e.g. {@code GET /api/v1/audit/events}
     * @param userId whom he looked at, where it is one
     * @param query what he asked for, in clear; it is sealed under his own key
     */
    record RecordAuditRead(
            UserId auditor,
            String route,
            @Nullable UserId userId,
            @Nullable String query) implements AuditCommand {}
}
