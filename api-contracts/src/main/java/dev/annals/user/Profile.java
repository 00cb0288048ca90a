package dev.annals.user;

import dev.annals.shared.Personal;
import org.jspecify.annotations.Nullable;

/** What a user says about himself; every part may be absent. Part of stored events: its shape is frozen with theirs. */
public record Profile(
        @Nullable Personal displayName,
        @Nullable Personal firstName,
        @Nullable Personal lastName,
        @Nullable Personal zone,
        @Nullable Personal avatar,
        @Nullable Personal bio) {}
