package dev.annals.session;

import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session that is open. */
public record OpenSession(
        SessionId sessionId,
        UserId userId,
        Instant startedAt,
        SignInMethod method,
        TokenProfile profile,
        @Nullable Personal device,
        @Nullable Personal address,
        @Nullable Instant refreshedAt,
        Instant expiresAt) {}
