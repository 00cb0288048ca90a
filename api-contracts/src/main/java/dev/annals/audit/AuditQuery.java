package dev.annals.audit;

import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked about events of any kind. */
public sealed interface AuditQuery {

    /**
     * Answers with a {@code Page} of {@link AuditRecord}. Whatever is absent does not filter.
     *
     * @param user whom the events are about
     * @param actor who acted, as the stored text of an actor
     * @param type the stored type, e.g. {@code role.granted}
     * @param from not before
     * @param to not after
     * @param ascending oldest first instead of newest first
     */
    record FindEvents(
            @Nullable UserId user,
            @Nullable String actor,
            @Nullable String type,
            @Nullable String requestId,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean ascending,
            int limit,
            @Nullable String cursor)
            implements AuditQuery {}
}
