package dev.annals.user;

import dev.annals.shared.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must happen around a command on an account because it takes too long for a transaction (hashing), or must be
 * known before there is one (who is meant). Implemented by the write side; dialects and sessions use it.
 */
public interface Accounts {

    /**
     * A wish to register.
     *
     * @param username absent: derived from the e-mail's local part and made unique
     */
    record Registration(
            @Nullable String username, @Nullable String email, String password, Map<ProfileField, String> profile) {}

    /** What a name and a password prove. Unknown user and wrong password take the same time. */
    sealed interface PasswordCheck {

        /** @param epoch the access epoch read before the password was checked */
        record Right(UserId userId, long epoch) implements PasswordCheck {}

        /** The user exists; the password is another, or the account may not sign in. */
        record Wrong(UserId userId) implements PasswordCheck {}

        /** There is no such user. */
        record Unknown() implements PasswordCheck {}
    }

    /** Checks the wish, hashes the password and registers; refuses with a {@link UserRefusal}. */
    Account register(Registration wish);

    /** Registers with a one-time password that must be changed at the first sign-in. */
    Account registerWithOneTimePassword(Registration wish);

    /** Checks the old password, hashes and sets the new one. Other sessions of the user end. */
    Account changePassword(UserId userId, String oldPassword, String newPassword);

    /** Checks a password for a username or an e-mail address. */
    PasswordCheck check(String login, String password);

    /** The user with this integer alias, if any. */
    @Nullable
    UserId byAlias(long alias);
}
