package dev.annals.userservice.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import dev.annals.user.AccountStatus;
import dev.annals.user.Accounts;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserRefusal;
import dev.annals.user.UserView;
import dev.annals.userservice.ServiceUser;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows a user as the User Service does. */
@RestController
class UsersQueryController {

    private final Questions questions;
    private final ReadModels readModels;
    private final Accounts accounts;
    private final Sight sight;

    UsersQueryController(Questions questions, ReadModels readModels, Accounts accounts, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.accounts = accounts;
        this.sight = sight;
    }

    /** Waits for the read models first: these clients send no position, and expect to see what they wrote. */
    @GetMapping("/users/{id}")
    ServiceUser user(Caller caller, @PathVariable String id) {
        var userId = idOf(id);
        if (userId == null) throw new CommandRefused(UserRefusal.USER_NOT_FOUND);
        refuseUnless(sight.permits(caller, userId, Permission.USERS_READ), UserRefusal.USER_NOT_FOUND);
        readModels.awaitHead("profile");
        readModels.awaitHead("role-holder");
        return questions
                .askOptional(new FindUser(userId), UserView.class)
                .filter(user -> !user.status().isGone())
                .map(UsersQueryController::shown)
                .orElseThrow(() -> new CommandRefused(UserRefusal.USER_NOT_FOUND));
    }

    private @Nullable UserId idOf(String text) {
        if (text.matches("\\d{1,18}")) return accounts.byAlias(Long.parseLong(text));
        try {
            return UserId.of(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static ServiceUser shown(UserView user) {
        return new ServiceUser(
                user.alias(),
                user.userId(),
                user.username(),
                user.email(),
                user.profile().firstName(),
                user.profile().lastName(),
                user.roles(),
                user.status() == AccountStatus.BLOCKED);
    }
}
