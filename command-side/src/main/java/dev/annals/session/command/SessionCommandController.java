package dev.annals.session.command;

import static org.springframework.http.HttpHeaders.USER_AGENT;
import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import dev.annals.foundation.security.Caller;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndAllSessions;
import dev.annals.session.SessionCommand.EndSession;
import dev.annals.session.SessionRefusal;
import dev.annals.session.SignIns;
import dev.annals.session.TokenProfile;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in, going on and signing out. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionCommandController {

    /** @param login username or e-mail address */
    record SignIn(@NotNull String login, @NotNull String password) {}

    record Refresh(@NotNull String refreshToken) {}

    record Tokens(
            SessionId sessionId,
            UserId userId,
            String accessToken,
            @Nullable String refreshToken,
            String tokenType,
            long expiresIn,
            boolean passwordChangeRequired) {}

    private final SignIns signIns;
    private final CommandGateway commands;

    SessionCommandController(SignIns signIns, CommandGateway commands) {
        this.signIns = signIns;
        this.commands = commands;
    }

    @PostMapping
    @ResponseStatus(CREATED)
    Tokens signIn(
            @Valid @RequestBody SignIn body,
            @RequestHeader(name = USER_AGENT, required = false) @Nullable String device) {
        return tokens(
                signIns.signIn(new SignIns.SignIn(body.login(), body.password(), TokenProfile.CANONICAL, device)));
    }

    @PostMapping("/refresh")
    Tokens refresh(@Valid @RequestBody Refresh body) {
        return tokens(signIns.refresh(body.refreshToken()));
    }

    @DeleteMapping("/current")
    @ResponseStatus(NO_CONTENT)
    void signOut(Caller caller) {
        commands.sendAndWait(new EndSession(caller.sessionId(), EndCause.SIGNED_OUT));
    }

    @DeleteMapping
    @ResponseStatus(NO_CONTENT)
    void signOutEverywhere(
            Caller caller, @RequestParam(name = "keep_current", defaultValue = "false") boolean keepCurrent) {
        var except = keepCurrent ? caller.sessionId() : null;
        commands.sendAndWait(new EndAllSessions(caller.userId(), except, EndCause.SIGNED_OUT_EVERYWHERE));
    }

    /** One's own session, or another's for who may end it. */
    @DeleteMapping("/{id}")
    @ResponseStatus(NO_CONTENT)
    void end(@PathVariable SessionId id, Caller caller) {
        try {
            commands.sendAndWait(new EndSession(id, EndCause.SIGNED_OUT));
        } catch (AggregateNotFoundException e) {
            throw new CommandRefused(SessionRefusal.SESSION_NOT_FOUND);
        }
    }

    private static Tokens tokens(SignIns.Outcome outcome) {
        return switch (outcome) {
            case SignIns.Outcome.Granted granted -> {
                var it = granted.tokens();
                yield new Tokens(
                        it.sessionId(),
                        it.userId(),
                        it.accessToken(),
                        it.refreshToken(),
                        "Bearer",
                        it.expiresIn(),
                        it.passwordChangeRequired());
            }
            case SignIns.Outcome.Refused refused -> throw new CommandRefused(refused.refusal());
        };
    }
}
