package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.user.UserRefusal.INVALID_USERNAME;
import static dev.annals.user.UserRefusal.PASSWORD_UNCHANGED;
import static dev.annals.user.UserRefusal.USERNAME_TAKEN;
import static dev.annals.user.UserRefusal.USER_NOT_FOUND;
import static dev.annals.user.UserRefusal.WRONG_PASSWORD;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.Accounts;
import dev.annals.user.UserCommand.ChangePassword;
import dev.annals.user.UserCommand.ReadBackUser;
import dev.annals.user.UserCommand.RegisterUser;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does the hashing before the command and outside of any transaction, and only where it is not in vain. */
@Component
class HashingAccounts implements Accounts {

    /** Asked for where there is no user, so that a missing one costs as many questions as any other. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final CommandGateway commands;
    private final Reservations reservations;
    private final Credentials credentials;
    private final Aliases aliases;
    private final AccessState access;
    private final PersonalData personal;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

    HashingAccounts(
            CommandGateway commands,
            Reservations reservations,
            Credentials credentials,
            Aliases aliases,
            AccessState access,
            PersonalData personal,
            PasswordPolicy policy,
            PasswordHasher hasher) {
        this.commands = commands;
        this.reservations = reservations;
        this.credentials = credentials;
        this.aliases = aliases;
        this.access = access;
        this.personal = personal;
        this.policy = policy;
        this.hasher = hasher;
    }

    @Override
    public Account register(Registration wish) {
        return register(wish, false);
    }

    @Override
    public Account registerWithOneTimePassword(Registration wish) {
        return register(wish, true);
    }

    @Override
    public Account changePassword(UserId userId, String oldPassword, String newPassword) {
        Account account = commands.sendAndWait(new ReadBackUser(userId));
        var former = credentials
                .of(userId)
                .orElseThrow(() -> new CommandRefused(USER_NOT_FOUND))
                .hash();
        refuseUnless(hasher.matches(oldPassword, former), WRONG_PASSWORD);
        refuseUnless(!Text.nfkc(oldPassword).equals(Text.nfkc(newPassword)), PASSWORD_UNCHANGED);
        policy.check(
                newPassword,
                personal.open(account.username()),
                EmailAddress.ofNullable(personal.openNullable(account.email())));
        return commands.sendAndWait(new ChangePassword(userId, former, hasher.hash(newPassword)));
    }

    @Override
    public PasswordCheck check(String login, String password) {
        var credential = credentials.ofLogin(reservations.loginHash(login)).orElse(null);
        // Before the hash: a password that is changed meanwhile raises the epoch, and this sign-in is refused.
        var row = access.read(credential == null ? NOBODY : credential.userId());
        var right = hasher.matches(password, credential == null ? null : credential.hash());
        if (credential == null) return new PasswordCheck.Unknown();
        if (!right || row == null || row.status() != AccessState.Status.ACTIVE)
            return new PasswordCheck.Wrong(credential.userId());
        if (hasher.isOutdated(credential.hash()))
            credentials.rehash(credential.userId(), credential.hash(), hasher.hash(password));
        return new PasswordCheck.Right(credential.userId(), row.epoch());
    }

    @Override
    public @Nullable UserId byAlias(long alias) {
        return aliases.find(alias);
    }

    private Account register(Registration wish, boolean oneTimePassword) {
        var email = EmailAddress.ofNullable(wish.email());
        var names = names(wish.username(), email);
        ProfileFields.checked(wish.profile());
        policy.check(wish.password(), wish.username(), email);
        if (names.size() == 1) reservations.refuseTaken(names.getFirst(), email);
        var hash = hasher.hash(wish.password());
        for (var name : names) {
            try {
                return send(new RegisterUser(
                        new UserId(ids.generate()),
                        name.shown(),
                        email == null ? null : email.shown(),
                        hash,
                        wish.profile(),
                        oneTimePassword));
            } catch (CommandRefused refused) {
                if (refused.refusal() != USERNAME_TAKEN) throw refused;
            }
        }
        throw new CommandRefused(USERNAME_TAKEN);
    }

    /** The name that was asked for, or those to be tried in order. */
    private static List<Username> names(@Nullable String wish, @Nullable EmailAddress email) {
        if (wish != null) return List.of(Username.of(wish));
        if (email == null) throw new CommandRefused(INVALID_USERNAME);
        return DerivedUsernames.of(email).toList();
    }

    /** Whoever registers and is nobody yet acts as the one he is about to be. */
    private Account send(RegisterUser command) {
        var context = RequestContext.current();
        if (!(context.actor() instanceof Actor.Anonymous)) return commands.sendAndWait(command);
        return context.as(new Actor.User(command.userId())).during(() -> commands.sendAndWait(command));
    }
}
