package dev.annals.user;

import dev.annals.shared.UserId;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user's account. Each answers with the {@link Account} as it is afterwards. */
public sealed interface UserCommand {

    UserId userId();

    /**
     * Opens an account. Sent by {@link Accounts#register}, which checks and hashes first.
     *
     * @param passwordHash encoded with its algorithm's prefix; hashing takes too long to be done in a transaction
     * @param profile the fields that are known; empty text means absent
     */
    record RegisterUser(
            @TargetAggregateIdentifier UserId userId,
            String username,
            @Nullable String email,
            String passwordHash,
            Map<ProfileField, String> profile,
            boolean passwordChangeRequired)
            implements UserCommand {}

    /** Changes the fields named, leaves the others; empty text clears one. */
    record ChangeProfile(@TargetAggregateIdentifier UserId userId, Map<ProfileField, String> fields)
            implements UserCommand {}

    record ChangeUsername(@TargetAggregateIdentifier UserId userId, String username) implements UserCommand {}

    record ChangeEmail(
            @TargetAggregateIdentifier UserId userId,
            @Nullable String email) implements UserCommand {}

    /**
     * Sent by {@link Accounts#changePassword}, which checks the old one and hashes first.
     *
     * @param formerHash the hash that was checked: another one by now means that somebody was quicker
     */
    record ChangePassword(@TargetAggregateIdentifier UserId userId, String formerHash, String passwordHash)
            implements UserCommand {}

    record BlockUser(@TargetAggregateIdentifier UserId userId, String reason) implements UserCommand {}

    record RestoreUser(
            @TargetAggregateIdentifier UserId userId,
            @Nullable String reason) implements UserCommand {}

    record DeleteUser(
            @TargetAggregateIdentifier UserId userId,
            @Nullable String reason) implements UserCommand {}

    /** Deletes first where that is still to be done. Afterwards {@link CompleteErasure} destroys the key. */
    record EraseUser(
            @TargetAggregateIdentifier UserId userId,
            @Nullable String reason) implements UserCommand {}

    /**
     * Destroys the key of a user whose erasure was asked for, once every {@link ErasureReceiver} was told; nothing
     * happens before.
     *
     * @param override without waiting any longer for those who had {@code annals.erasure.wait} and were not told
     */
    record CompleteErasure(@TargetAggregateIdentifier UserId userId, boolean override) implements UserCommand {}

    /** Changes nothing: for endpoints that must answer with the account after a command of another context. */
    record ReadBackUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}
}
