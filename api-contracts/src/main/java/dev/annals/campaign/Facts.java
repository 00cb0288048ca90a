package dev.annals.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one user did, in any order and as often as it was told: the same facts twice are as good as once.
 *
 * @param signIns sign-ins; a refresh or a session that continues another one is none
 * @param friends invitations of his that have qualified
 * @param profile when his profile became complete, and until when it was
 */
public record Facts(List<Fact> signIns, List<Fact> friends, List<Span> profile) {

    /** Nothing is known. */
    public static final Facts NONE = new Facts(List.of(), List.of(), List.of());

    /** One event that counts. */
    public record Fact(String eventId, Instant at) {}

    /**
     * @param eventId the event with which it began
     * @param until the first instant at which it no longer was; absent while it is
     */
    public record Span(
            String eventId, Instant from, @Nullable Instant until) {}
}
