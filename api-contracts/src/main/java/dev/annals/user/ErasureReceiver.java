package dev.annals.user;

import dev.annals.shared.UserId;

/**
 * Somebody outside who knows of our users and must hear that one is gone before his key is destroyed, because afterwards
 * nobody can tell him any more who is meant. Each bean of this type is waited for, at most {@code annals.erasure.wait}.
 */
public interface ErasureReceiver {

    /** By which name the event lists him where he was not waited for: stored, so never changed. */
    String name();

    /**
     * Whether he has acknowledged the deletion and whatever he still holds of this user is gone. Asked again and again,
     * also inside a transaction: it looks up what is known here and calls nobody.
     *
     * @param logIndex of the last event of the user's stream, the deletion or a later one
     */
    boolean isTold(UserId userId, long logIndex);
}
