package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.USERS_BLOCK;
import static dev.annals.shared.Permission.USERS_CHANGE;
import static dev.annals.shared.Permission.USERS_DELETE;
import static dev.annals.shared.Permission.USERS_ERASE;
import static dev.annals.shared.Permission.USERS_READ;
import static dev.annals.user.AccountStatus.ACTIVE;
import static dev.annals.user.AccountStatus.BLOCKED;
import static dev.annals.user.AccountStatus.DELETED;
import static dev.annals.user.AccountStatus.ERASED;
import static dev.annals.user.UserRefusal.USER_DELETED;
import static dev.annals.user.UserRefusal.WRONG_PASSWORD;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.Authority;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import dev.annals.user.UserCommand.BlockUser;
import dev.annals.user.UserCommand.ChangeEmail;
import dev.annals.user.UserCommand.ChangePassword;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserCommand.ChangeUsername;
import dev.annals.user.UserCommand.CompleteErasure;
import dev.annals.user.UserCommand.DeleteUser;
import dev.annals.user.UserCommand.EraseUser;
import dev.annals.user.UserCommand.ReadBackUser;
import dev.annals.user.UserCommand.RegisterUser;
import dev.annals.user.UserCommand.RestoreUser;
import dev.annals.user.UserEvent;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.PasswordChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserErased;
import dev.annals.user.UserEvent.UserErasureRequested;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserEvent.UserRestored;
import dev.annals.user.UserEvent.UsernameChanged;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somebody who can sign in: a name, perhaps an address, what he says about himself, and whether he is let in. */
@Aggregate(type = "user", cache = "aggregateCache")
final class User {

    private static final Profile BLANK = new Profile(null, null, null, null, null, null);

    @AggregateIdentifier
    private UserId id;

    private long alias;
    private Personal username;
    private @Nullable Personal email;
    private Profile profile;
    private AccountStatus status;
    private boolean beingErased;
    private Instant registeredAt;
    private long version;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Account decide(
            RegisterUser command,
            PersonalData personal,
            Reservations reservations,
            Aliases aliases,
            Credentials credentials,
            AccessState access) {
        var userId = command.userId();
        var name = Username.of(command.username());
        var address = EmailAddress.ofNullable(command.email());
        var fields = ProfileFields.checked(command.profile());
        reservations.reserve(userId, name, address);
        credentials.open(userId, command.passwordHash());
        access.open(userId, command.passwordChangeRequired());
        apply(new UserRegistered(
                userId,
                aliases.give(userId),
                personal.seal(userId.value(), Purpose.USERNAME, name.shown()),
                address == null ? null : personal.seal(userId.value(), Purpose.EMAIL, address.shown()),
                ProfileFields.changed(BLANK, fields, userId, personal),
                version + 1));
        return account();
    }

    @CommandHandler
    Account decide(ChangeProfile command, Actor actor, Authority authority, PersonalData personal) {
        AccountAccess.requireSelfOr(USERS_CHANGE, actor, id, status, authority);
        refuseUnless(!status.isGone(), USER_DELETED);
        var fields = ProfileFields.checked(command.fields());
        if (!ProfileFields.isFulfilled(profile, fields, personal)) {
            var changed = ProfileFields.changed(profile, fields, id, personal);
            apply(new ProfileChanged(id, username, email, changed, version + 1));
        }
        return account();
    }

    @CommandHandler
    Account decide(
            ChangeUsername command,
            Actor actor,
            Authority authority,
            PersonalData personal,
            Reservations reservations) {
        AccountAccess.requireSelfOr(USERS_CHANGE, actor, id, status, authority);
        refuseUnless(!status.isGone(), USER_DELETED);
        var name = Username.of(command.username());
        if (!name.shown().equals(personal.open(username))) {
            reservations.rename(id, name);
            var sealed = personal.seal(id.value(), Purpose.USERNAME, name.shown());
            apply(new UsernameChanged(id, sealed, email, version + 1));
        }
        return account();
    }

    @CommandHandler
    Account decide(
            ChangeEmail command, Actor actor, Authority authority, PersonalData personal, Reservations reservations) {
        AccountAccess.requireSelfOr(USERS_CHANGE, actor, id, status, authority);
        refuseUnless(!status.isGone(), USER_DELETED);
        var address = EmailAddress.ofNullable(command.email());
        var shown = address == null ? null : address.shown();
        if (!Objects.equals(shown, personal.openNullable(email))) {
            reservations.readdress(id, address);
            var sealed = personal.sealNullable(id.value(), Purpose.EMAIL, shown);
            apply(new EmailChanged(id, username, sealed, version + 1));
        }
        return account();
    }

    @CommandHandler
    Account decide(
            ChangePassword command, Actor actor, Authority authority, Credentials credentials, AccessState access) {
        AccountAccess.requireSelf(actor, id, status, authority);
        refuseUnless(!status.isGone(), USER_DELETED);
        refuseUnless(credentials.replace(id, command.formerHash(), command.passwordHash()), WRONG_PASSWORD);
        var row = access.lock(id);
        if (row != null && row.passwordChangeRequired()) access.setPasswordChangeRequired(id, false);
        else access.raiseEpoch(id);
        apply(new PasswordChanged(id));
        return account();
    }

    /** Blocking twice is not an error: the second caller gets what he wanted. */
    @CommandHandler
    Account decide(BlockUser command, Actor actor, Authority authority, PersonalData personal, AccessState access) {
        AccountAccess.require(USERS_BLOCK, actor, id, authority);
        refuseUnless(!status.isGone(), USER_DELETED);
        var reason = Reason.required(command.reason());
        if (status == ACTIVE) {
            access.setStatus(id, AccessState.Status.BLOCKED);
            apply(new UserBlocked(id, personal.seal(id.value(), Purpose.REASON, reason)));
        }
        return account();
    }

    @CommandHandler
    Account decide(RestoreUser command, Actor actor, Authority authority, PersonalData personal, AccessState access) {
        AccountAccess.require(USERS_BLOCK, actor, id, authority);
        refuseUnless(!status.isGone(), USER_DELETED);
        var reason = Reason.optional(command.reason());
        if (status == BLOCKED) {
            access.setStatus(id, AccessState.Status.ACTIVE);
            apply(new UserRestored(id, personal.sealNullable(id.value(), Purpose.REASON, reason)));
        }
        return account();
    }

    /** Final. The name stays reserved, so that nobody can come back as somebody else. */
    @CommandHandler
    Account decide(DeleteUser command, Actor actor, Authority authority, PersonalData personal, AccessState access) {
        AccountAccess.requireSelfOr(USERS_DELETE, actor, id, status, authority);
        var reason = Reason.optional(command.reason());
        if (!status.isGone()) delete(personal.sealNullable(id.value(), Purpose.REASON, reason), access);
        return account();
    }

    /** Not even by himself without the permission: who stole a token could else destroy what would show it. */
    @CommandHandler
    Account decide(
            EraseUser command,
            Actor actor,
            Authority authority,
            PersonalData personal,
            AccessState access,
            Erasures erasures) {
        AccountAccess.require(USERS_ERASE, actor, id, authority);
        var reason = Reason.optional(command.reason());
        if (!beingErased) requestErasure(personal.sealNullable(id.value(), Purpose.REASON, reason), access, erasures);
        return account();
    }

    @CommandHandler
    Account decide(CompleteErasure command, Actor actor, Authority authority, Erasures erasures) {
        AccountAccess.require(USERS_ERASE, actor, id, authority);
        if (!beingErased) erasures.requireNoneOpen(id);
        if (!beingErased || status == ERASED) return account();
        var untold = erasures.untold(id);
        if (!untold.isEmpty() && !command.override()) return account();
        if (!untold.isEmpty()) erasures.requireOverdue(id);
        erase(untold, erasures);
        return account();
    }

    /** Everybody was told before the restore. */
    @CommandHandler
    void decide(EraseAgain command, AccessState access, Erasures erasures) {
        if (!beingErased) requestErasure(null, access, erasures);
        if (status != ERASED) erase(List.of(), erasures);
    }

    @CommandHandler
    Account decide(ReadBackUser command, Actor actor, Authority authority) {
        AccountAccess.requireSelfOr(USERS_READ, actor, id, status, authority);
        return account();
    }

    @EventSourcingHandler
    void evolve(UserEvent event, @Timestamp Instant at) {
        switch (event) {
            case UserRegistered registered -> {
                id = registered.userId();
                alias = registered.alias();
                username = registered.username();
                email = registered.email();
                profile = registered.profile();
                status = ACTIVE;
                version = registered.version();
                registeredAt = at;
            }
            case ProfileChanged changed -> {
                profile = changed.profile();
                version = changed.version();
            }
            case UsernameChanged changed -> {
                username = changed.username();
                version = changed.version();
            }
            case EmailChanged changed -> {
                email = changed.email();
                version = changed.version();
            }
            case PasswordChanged changed -> {}
            case UserBlocked blocked -> status = BLOCKED;
            case UserRestored restored -> status = ACTIVE;
            case UserDeleted deleted -> {
                status = DELETED;
                version = deleted.version();
            }
            case UserErasureRequested requested -> beingErased = true;
            case UserErased erased -> {
                status = ERASED;
                email = null;
                profile = BLANK;
            }
        }
    }

    private void delete(@Nullable Personal reason, AccessState access) {
        access.setStatus(id, AccessState.Status.DELETED);
        apply(new UserDeleted(id, username, email, reason, version + 1));
    }

    /** Whoever knows of him must hear that he is gone while it can still be said who he was. */
    private void requestErasure(@Nullable Personal reason, AccessState access, Erasures erasures) {
        if (!status.isGone()) delete(reason, access);
        erasures.open(id);
        apply(new UserErasureRequested(id, reason));
    }

    private void erase(List<String> untold, Erasures erasures) {
        erasures.close(id);
        apply(new UserErased(id, untold));
    }

    private Account account() {
        return new Account(id, alias, username, email, profile, status, version, registeredAt);
    }

    @SuppressWarnings("NullAway.Init") // Axon calls this, then replays the events that fill the fields.
    User() {}
}
