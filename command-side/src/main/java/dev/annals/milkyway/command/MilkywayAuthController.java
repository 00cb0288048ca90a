package dev.annals.milkyway.command;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static dev.annals.session.TokenProfile.MILKYWAY;
import static dev.annals.shared.SharedRefusal.INVALID_VALUE;
import static org.springframework.http.HttpHeaders.USER_AGENT;
import static org.springframework.http.HttpStatus.CREATED;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.web.RequestContext;
import dev.annals.role.Privileges;
import dev.annals.role.RoleName;
import dev.annals.session.SignIns;
import dev.annals.session.SignIns.SignIn;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.ReadBackUser;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signs up and signs in by e-mail address, as Milkyway does. */
@RestController
@RequestMapping("/auth")
class MilkywayAuthController {

    /** @param others {@code role: "USER"} and what is unknown, ignored; another privilege is refused */
    @Schema(name = "MilkywaySignUp")
    record SignUp(
            @NotBlank String email,
            @NotNull String password,
            @NotBlank String name,
            @JsonProperty("loginType") @Nullable String loginType,
            @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "MilkywayCredentials")
    record Credentials(
            @NotBlank String email,
            @NotNull String password,
            @JsonProperty("loginType") @Nullable String loginType) {}

    @Schema(name = "MilkywaySignedUp")
    record SignedUp(User user) {}

    @Schema(name = "MilkywaySignedIn")
    record SignedIn(@JsonProperty("access_token") String accessToken, User user) {}

    @JsonInclude(ALWAYS)
    @Schema(name = "MilkywayUser")
    record User(
            @JsonProperty("userId") UserId userId,
            @Nullable Personal email,
            @Nullable Personal name,
            String role) {}

    private final Accounts accounts;
    private final SignIns signIns;
    private final CommandGateway commands;
    private final Authority authority;

    MilkywayAuthController(Accounts accounts, SignIns signIns, CommandGateway commands, Authority authority) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.commands = commands;
        this.authority = authority;
    }

    /** The username is derived from the e-mail address: Milkyway has none. */
    @PostMapping("/signup")
    @ResponseStatus(CREATED)
    SignedUp signUp(@Valid @RequestBody SignUp body) {
        Privileges.refuseUnlessDefault(body.others());
        refuseOtherLogins(body.loginType());
        var profile = Map.of(ProfileField.DISPLAY_NAME, body.name());
        return new SignedUp(user(accounts.register(new Registration(null, body.email(), body.password(), profile))));
    }

    @PostMapping("/signin")
    @ResponseStatus(CREATED)
    SignedIn signIn(
            @Valid @RequestBody Credentials body,
            @RequestHeader(name = USER_AGENT, required = false) @Nullable String device) {
        refuseOtherLogins(body.loginType());
        var tokens = signIns.signIn(new SignIn(body.email(), body.password(), MILKYWAY, device))
                .tokensOrRefuse();
        var id = tokens.userId();
        Account account = RequestContext.current()
                .as(new Actor.User(id))
                .during(() -> commands.sendAndWait(new ReadBackUser(id)));
        return new SignedIn(tokens.accessToken(), user(account));
    }

    private static void refuseOtherLogins(@Nullable String loginType) {
        if (loginType != null && !loginType.equals("credentials"))
            throw new CommandRefused(INVALID_VALUE, "loginType: only credentials can be used here.");
    }

    private User user(Account account) {
        var role = RoleName.highestBuiltIn(authority.rolesOf(account.userId()));
        return new User(account.userId(), account.email(), account.profile().displayName(), role.value());
    }
}
