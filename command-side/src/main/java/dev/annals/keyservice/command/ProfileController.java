package dev.annals.keyservice.command;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.keyservice.OwnProfile;
import dev.annals.role.Privileges;
import dev.annals.user.Account;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes the caller's profile as the Auth Service does: fields that are not named stay as they are. */
@RestController
@RequestMapping("/api/v1/users/profile")
class ProfileController {

    /** @param others unknown and ignored; a privilege among them is refused */
    @Schema(name = "KeyServiceProfileChange")
    record Change(
            @JsonProperty("displayName") @Nullable String displayName,
            @JsonProperty("firstName") @Nullable String firstName,
            @JsonProperty("lastName") @Nullable String lastName,
            @Nullable String avatar,
            @Nullable String bio,
            @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {}

    private final CommandGateway commands;
    private final Authority authority;

    ProfileController(CommandGateway commands, Authority authority) {
        this.commands = commands;
        this.authority = authority;
    }

    @PutMapping
    OwnProfile change(Caller caller, @RequestBody Change body) {
        Privileges.refuseUnlessDefault(body.others());
        var fields = ProfileFields.of(body.displayName(), body.firstName(), body.lastName(), body.avatar(), body.bio());
        Account account = commands.sendAndWait(new ChangeProfile(caller.userId(), fields));
        return OwnProfile.of(seen(account, List.copyOf(authority.rolesOf(caller.userId()))));
    }

    private static UserView seen(Account account, List<String> roles) {
        return new UserView(
                account.userId(),
                account.alias(),
                account.username(),
                account.email(),
                account.profile(),
                account.status(),
                roles,
                account.version(),
                account.registeredAt());
    }
}
