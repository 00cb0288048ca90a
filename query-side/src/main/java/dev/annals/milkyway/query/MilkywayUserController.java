package dev.annals.milkyway.query;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.role.RoleName;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserRefusal;
import dev.annals.user.UserView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows a user as Milkyway does, to those who may also give roles. */
@RestController
class MilkywayUserController {

    @Schema(name = "MilkywayFound")
    record Found(User user) {}

    @JsonInclude(ALWAYS)
    @Schema(name = "MilkywayUserFound")
    record User(@Nullable Personal name, @Nullable Personal email, RoleName role) {}

    private final Questions questions;
    private final ReadModels readModels;
    private final Authority authority;

    MilkywayUserController(Questions questions, ReadModels readModels, Authority authority) {
        this.questions = questions;
        this.readModels = readModels;
        this.authority = authority;
    }

    /** Waits for the read models first: these clients send no position, and expect to see what they wrote. */
    @GetMapping("/auth/user/{id}")
    Found user(Caller caller, @PathVariable String id) {
        authority.require(caller.actor(), Permission.ROLES_GRANT);
        authority.require(caller.actor(), Permission.USERS_READ);
        readModels.awaitHead("profile");
        readModels.awaitHead("role-holder");
        return idOf(id).flatMap(userId -> questions.askOptional(new FindUser(userId), UserView.class))
                .filter(user -> !user.status().isGone())
                .map(user -> new Found(
                        new User(user.profile().displayName(), user.email(), RoleName.highestBuiltIn(user.roles()))))
                .orElseThrow(() -> new CommandRefused(UserRefusal.USER_NOT_FOUND));
    }

    private static Optional<UserId> idOf(String text) {
        try {
            return Optional.of(UserId.of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
