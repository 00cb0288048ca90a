package dev.annals.session.command;

import static dev.annals.session.SessionRefusal.REFRESH_TOKEN_INVALID;
import static dev.annals.session.SessionRefusal.SIGN_IN_FAILED;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.annals.foundation.web.RequestContext;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndSession;
import dev.annals.session.SessionCommand.RecordFailedSignIn;
import dev.annals.session.SessionCommand.RefreshSession;
import dev.annals.session.SessionCommand.StartSession;
import dev.annals.session.SignInMethod;
import dev.annals.session.SignIns;
import dev.annals.session.command.SessionSecrets.SessionSecret;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SessionId;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.PasswordCheck;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs in by name and password. Passwords are checked before any transaction is open: that takes long on purpose. */
@Component
class PasswordSignIns implements SignIns {

    /** How often a password is checked again because the account changed meanwhile. */
    private static final int TRIES = 3;

    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();
    private final Accounts accounts;
    private final CommandGateway commands;
    private final SessionSecrets secrets;
    private final SignInAttempts attempts;
    private final UnknownNames unknown;
    private final TokenHolders holders;
    private final TokenIssuer issuer;

    PasswordSignIns(
            Accounts accounts,
            CommandGateway commands,
            SessionSecrets secrets,
            SignInAttempts attempts,
            UnknownNames unknown,
            TokenHolders holders,
            TokenIssuer issuer) {
        this.accounts = accounts;
        this.commands = commands;
        this.secrets = secrets;
        this.attempts = attempts;
        this.unknown = unknown;
        this.holders = holders;
        this.issuer = issuer;
    }

    @Override
    public Outcome signIn(SignIn wish) {
        return attempts.limited(
                wish.login(),
                RequestContext.current().address(),
                () -> attempt(wish),
                outcome -> outcome instanceof Outcome.Granted);
    }

    @Override
    public Outcome refresh(String refreshToken) {
        var token = RefreshToken.parse(refreshToken);
        var secret = token == null ? null : proven(token);
        if (token == null || secret == null) throw new CommandRefused(REFRESH_TOKEN_INVALID);
        SessionAnswer answer = as(
                secret.userId(),
                () -> commands.sendAndWait(new RefreshSession(token.sessionId(), secret.userId(), token.number())));
        return switch (answer) {
            case SessionAnswer.Open open -> granted(open, secret);
            case SessionAnswer.Refused refused -> new Outcome.Refused(refused.refusal());
            case SessionAnswer.Changed changed -> throw new IllegalStateException("Refreshing sees no epoch");
        };
    }

    @Override
    public void signOut(String refreshToken) {
        var token = RefreshToken.parse(refreshToken);
        var secret = token == null ? null : proven(token);
        if (token == null || secret == null) return;
        as(
                secret.userId(),
                () -> commands.sendAndWait(new EndSession(newest(secret).sessionId(), EndCause.SIGNED_OUT)));
    }

    private Outcome attempt(SignIn wish) {
        for (var tries = 0; tries < TRIES; tries++) {
            switch (accounts.check(wish.login(), wish.password())) {
                case PasswordCheck.Unknown nobody -> {
                    unknown.count();
                    return new Outcome.Refused(SIGN_IN_FAILED);
                }
                case PasswordCheck.Wrong wrong -> {
                    return failed(wrong.userId());
                }
                case PasswordCheck.Right right -> {
                    var outcome = start(wish, right);
                    if (outcome != null) return outcome;
                }
            }
        }
        throw new CommandRefused(SharedRefusal.UNAVAILABLE);
    }

    /** Absent when the account changed since its password was checked. */
    private @Nullable Outcome start(SignIn wish, PasswordCheck.Right right) {
        var start = new StartSession(
                new SessionId(ids.generate()),
                right.userId(),
                SignInMethod.PASSWORD,
                wish.profile(),
                wish.device(),
                right.epoch());
        SessionAnswer answer = as(right.userId(), () -> commands.sendAndWait(start));
        return switch (answer) {
            case SessionAnswer.Open open -> granted(open, null);
            case SessionAnswer.Refused refused -> failed(right.userId());
            case SessionAnswer.Changed changed -> null;
        };
    }

    private Outcome failed(UserId userId) {
        commands.sendAndWait(new RecordFailedSignIn(userId));
        return new Outcome.Refused(SIGN_IN_FAILED);
    }

    /** @param presented what the refresh token was proven by; absent at sign-in */
    private Outcome granted(SessionAnswer.Open open, @Nullable SessionSecret presented) {
        // A client that is never given a successor keeps the token it has.
        var given = open.freshSecret() != null || open.rotating();
        var refreshToken = given ? RefreshToken.text(open.sessionId(), open.number(), secretOf(open, presented)) : null;
        return new Outcome.Granted(issuer.issue(open, holders.of(open.userId()), refreshToken));
    }

    private byte[] secretOf(SessionAnswer.Open open, @Nullable SessionSecret presented) {
        if (open.freshSecret() != null) return open.freshSecret();
        if (presented != null && presented.sessionId().equals(open.sessionId())) return presented.secret();
        var found = secrets.find(open.sessionId());
        if (found == null) throw new CommandRefused(REFRESH_TOKEN_INVALID);
        return found.secret();
    }

    private @Nullable SessionSecret proven(RefreshToken token) {
        var secret = secrets.find(token.sessionId());
        return secret != null && token.isProvenBy(secret.secret()) ? secret : null;
    }

    /** The session in which this one goes on, if it does. */
    private SessionSecret newest(SessionSecret proven) {
        var newest = proven;
        while (newest.continuedAs() != null) {
            var next = secrets.find(newest.continuedAs());
            if (next == null) return newest;
            newest = next;
        }
        return newest;
    }

    private static <T> T as(UserId userId, Supplier<T> work) {
        return RequestContext.current().as(new Actor.User(userId)).during(work);
    }
}
