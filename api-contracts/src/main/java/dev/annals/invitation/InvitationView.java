package dev.annals.invitation;

import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who invited whom.
 *
 * @param userId who was invited
 * @param qualifiedAt since when it counts; absent while it does not
 */
public record InvitationView(
        UserId userId,
        UserId inviter,
        Instant acceptedAt,
        @Nullable Instant qualifiedAt) {}
