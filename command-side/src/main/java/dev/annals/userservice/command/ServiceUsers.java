package dev.annals.userservice.command;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.Accounts;
import dev.annals.user.UserRefusal;
import dev.annals.userservice.ServiceUser;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the User Service's routes share: who is meant, and how he is shown. */
final class ServiceUsers {

    /** Said where the guide's clients give no reason. */
    static final String REASON = "via User Service";

    private ServiceUsers() {}

    /** The user that an integer alias or a UUID names; refuses where there is none. */
    static UserId idOf(String text, Accounts accounts) {
        var id = text.matches("\\d{1,18}") ? accounts.byAlias(Long.parseLong(text)) : uuid(text);
        if (id == null) throw new CommandRefused(UserRefusal.USER_NOT_FOUND);
        return id;
    }

    private static @Nullable UserId uuid(String text) {
        try {
            return UserId.of(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    static ServiceUser of(Account account, Collection<String> roles) {
        return new ServiceUser(
                account.alias(),
                account.userId(),
                account.username(),
                account.email(),
                account.profile().firstName(),
                account.profile().lastName(),
                List.copyOf(roles),
                account.status() == AccountStatus.BLOCKED);
    }
}
