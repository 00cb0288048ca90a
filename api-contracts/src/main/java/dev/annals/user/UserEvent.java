package dev.annals.user;

import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a user. Stored for ever: shapes are frozen in {@code stored-events/}, a change is
 * a new revision and an upcaster. Where identity changes, the event carries it whole, as it is after the change, with a
 * version that counts these events from 1: whoever is told of them only can see that he missed one.
 */
public sealed interface UserEvent {

    UserId userId();

    /** @param alias the stable integer by which the User Service's clients know this user */
    @Revision("1")
    record UserRegistered(
            UserId userId,
            long alias,
            Personal username,
            @Nullable Personal email,
            Profile profile,
            long version) implements UserEvent {}

    @Revision("1")
    record ProfileChanged(
            UserId userId, Personal username, @Nullable Personal email, Profile profile, long version)
            implements UserEvent {}

    @Revision("1")
    record UsernameChanged(
            UserId userId, Personal username, @Nullable Personal email, long version) implements UserEvent {}

    @Revision("1")
    record EmailChanged(
            UserId userId, Personal username, @Nullable Personal email, long version) implements UserEvent {}

    @Revision("1")
    record PasswordChanged(UserId userId) implements UserEvent {}

    @Revision("1")
    record UserBlocked(UserId userId, Personal reason) implements UserEvent {}

    @Revision("1")
    record UserRestored(UserId userId, @Nullable Personal reason) implements UserEvent {}

    @Revision("1")
    record UserDeleted(
            UserId userId,
            Personal username,
            @Nullable Personal email,
            @Nullable Personal reason,
            long version) implements UserEvent {}

    /** The user is deleted by now; the reason goes with his key. */
    @Revision("1")
    record UserErasureRequested(UserId userId, @Nullable Personal reason) implements UserEvent {}

    /**
     * His key is destroyed: whatever was sealed under it opens as empty.
     *
     * @param untold names of the receivers that were not waited for any longer; empty unless somebody overrode
     */
    @Revision("1")
    record UserErased(UserId userId, List<String> untold) implements UserEvent {}
}
