package dev.annals.user.query;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.query.Whose;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.user.AccountStatus;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserQuery.ListUsers;
import dev.annals.user.UserView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users")
class UserQueryController {

    private final Questions questions;
    private final ReadModels readModels;
    private final Sight sight;

    UserQueryController(Questions questions, ReadModels readModels, Sight sight) {
        this.questions = questions;
        this.readModels = readModels;
        this.sight = sight;
    }

    @GetMapping("/{id}")
    UserView one(@PathVariable Whose id, Caller caller, ReadPosition position) {
        var userId = sight.of(id, caller, Permission.USERS_READ);
        await(position);
        return questions
                .askOptional(new FindUser(userId), UserView.class)
                .orElseThrow(() -> new CommandRefused(SharedRefusal.NOT_FOUND));
    }

    @GetMapping
    Page<UserView> all(
            @RequestParam(required = false) @Nullable AccountStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadPosition position) {
        sight.require(caller, Permission.USERS_READ);
        await(position);
        return questions.askPage(new ListUsers(status, limit, cursor), UserView.class);
    }

    private void await(ReadPosition position) {
        position.await(readModels, "profile");
        position.await(readModels, "role-holder");
    }
}
