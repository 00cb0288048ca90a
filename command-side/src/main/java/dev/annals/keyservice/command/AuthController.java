package dev.annals.keyservice.command;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static dev.annals.session.TokenProfile.KEY_SERVICE;
import static org.springframework.http.HttpHeaders.USER_AGENT;
import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.foundation.web.RequestContext;
import dev.annals.game.GameSessions;
import dev.annals.game.GameSessions.GameSession;
import dev.annals.invitation.InvitationCommand.AcceptInvitation;
import dev.annals.invitation.InviteCodes;
import dev.annals.role.Privileges;
import dev.annals.session.SignIns;
import dev.annals.session.SignIns.SignIn;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.UserCommand.ReadBackUser;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers and signs in as the Key Service and the Auth Service do; one answer carries the fields of both. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthController {

    /**
     * Whoever registers.
     *
     * @param inviteCode of whoever invited him; one that cannot be used refuses the registration
     * @param others unknown and ignored; a privilege among them is refused
     */
    @Schema(name = "KeyServiceRegister")
    record Register(
            @NotBlank String username,
            @NotNull String password,
            @Nullable String email,
            @JsonProperty("displayName") @Nullable String displayName,
            @JsonProperty("firstName") @Nullable String firstName,
            @JsonProperty("lastName") @Nullable String lastName,
            @JsonProperty("inviteCode") @Nullable String inviteCode,
            @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {}

    /** @param username or e-mail address */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "KeyServiceLogin")
    record Login(@NotBlank String username, @NotNull String password) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "KeyServiceRefresh")
    record Refresh(@JsonProperty("refresh_token") @NotBlank String refreshToken) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "KeyServiceLogout")
    record Logout(@JsonProperty("refresh_token") @Nullable String refreshToken) {}

    /** The Nakama fields are {@code null} where there is no game server, or it did not answer in time; never missing. */
    @JsonInclude(ALWAYS)
    @Schema(name = "KeyServiceRegistered")
    record Registered(
            @JsonProperty("user_id") UserId userId,
            Personal username,
            @Nullable Personal email,
            @JsonProperty("nakama_user_id") @Nullable String nakamaUserId,
            @JsonProperty("nakama_session") @Nullable String nakamaSession,
            @JsonProperty("created_at") long createdAt) {}

    @JsonInclude(ALWAYS)
    @Schema(name = "KeyServiceSignedIn")
    record SignedIn(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            User user,
            @JsonProperty("nakama_user_id") @Nullable String nakamaUserId,
            @JsonProperty("nakama_session") @Nullable String nakamaSession) {}

    @JsonInclude(ALWAYS)
    @Schema(name = "KeyServiceUser")
    record User(
            @JsonProperty("user_id") UserId userId,
            Personal username,
            @Nullable Personal email) {}

    /** @param refreshToken only where the session rotates */
    @Schema(name = "KeyServiceRefreshed")
    record Refreshed(
            @JsonProperty("access_token") String accessToken,

            @JsonProperty("refresh_token") @JsonInclude(NON_NULL) @Nullable
            String refreshToken,

            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    private static final Logger LOG = LoggerFactory.getLogger(AuthController.class);
    private static final String BEARER = "Bearer";

    private final Accounts accounts;
    private final SignIns signIns;
    private final GameSessions games;
    private final InviteCodes inviteCodes;
    private final CommandGateway commands;

    AuthController(
            Accounts accounts, SignIns signIns, GameSessions games, InviteCodes inviteCodes, CommandGateway commands) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.games = games;
        this.inviteCodes = inviteCodes;
        this.commands = commands;
    }

    @PostMapping("/register")
    @ResponseStatus(CREATED)
    Registered register(@Valid @RequestBody Register body) {
        Privileges.refuseUnlessDefault(body.others());
        var profile = ProfileFields.of(body.displayName(), body.firstName(), body.lastName(), null, null);
        var email = body.email() == null || body.email().isBlank() ? null : body.email();
        var code = body.inviteCode() == null || body.inviteCode().isBlank() ? null : body.inviteCode();
        if (code != null) inviteCodes.refuseUnusable(code);
        var account = accounts.register(new Registration(body.username(), email, body.password(), profile));
        if (code != null) accept(account.userId(), code);
        var game = games.open(account.userId(), account.username());
        return new Registered(
                account.userId(),
                account.username(),
                account.email(),
                game.map(AuthController::gameUserId).orElse(null),
                game.map(GameSession::token).orElse(null),
                account.registeredAt().getEpochSecond());
    }

    @PostMapping("/login")
    SignedIn login(
            @Valid @RequestBody Login body,
            @RequestHeader(name = USER_AGENT, required = false) @Nullable String device) {
        var tokens = signIns.signIn(new SignIn(body.username(), body.password(), KEY_SERVICE, device))
                .tokensOrRefuse();
        var account = account(tokens.userId());
        var game = games.open(account.userId(), account.username());
        return new SignedIn(
                tokens.accessToken(),
                tokens.refreshToken(),
                BEARER,
                tokens.expiresIn(),
                new User(account.userId(), account.username(), account.email()),
                game.map(AuthController::gameUserId).orElse(null),
                game.map(GameSession::token).orElse(null));
    }

    @PostMapping("/refresh")
    Refreshed refresh(@Valid @RequestBody Refresh body) {
        var tokens = signIns.refresh(body.refreshToken()).tokensOrRefuse();
        return new Refreshed(tokens.accessToken(), tokens.refreshToken(), BEARER, tokens.expiresIn());
    }

    /** Also without a body: whoever has nothing to sign out of is signed out. */
    @PostMapping("/logout")
    @ResponseStatus(NO_CONTENT)
    void logout(@RequestBody(required = false) @Nullable Logout body) {
        if (body != null && body.refreshToken() != null) signIns.signOut(body.refreshToken());
    }

    private static String gameUserId(GameSession game) {
        return game.gameUserId().toString();
    }

    /** The account is there by now: a code that has become void in between costs the invitation and nothing else. */
    private void accept(UserId userId, String code) {
        try {
            RequestContext.current()
                    .as(new Actor.User(userId))
                    .during(() -> commands.<Object>sendAndWait(new AcceptInvitation(userId, code)));
        } catch (CommandRefused tooLate) {
            LOG.info(
                    "An invite code became void while {} registered: {}",
                    userId,
                    tooLate.refusal().name());
        }
    }

    private Account account(UserId userId) {
        return RequestContext.current()
                .as(new Actor.User(userId))
                .during(() -> commands.sendAndWait(new ReadBackUser(userId)));
    }
}
