package dev.annals.invitation;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;

/** A user's code, by which others say that he invited them. */
public record InviteCode(UserId userId, Personal code) {}
