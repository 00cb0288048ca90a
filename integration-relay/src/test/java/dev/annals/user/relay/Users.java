package dev.annals.user.relay;

import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.UserId;
import dev.annals.user.Profile;
import dev.annals.user.UserEvent;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.PasswordChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserErasureRequested;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserEvent.UserRestored;
import dev.annals.user.UserEvent.UsernameChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Lets things happen to users in the log of a house, and knows which of them must leave. */
final class Users {

    static final Instant NOON = Instant.parse("2026-03-29T12:00:00.123456Z");
    static final String REQUEST = "4b1d9a52-3c5a-4f6d-9a51-0d9b8f1c7e11";
    private static final Profile NOTHING = new Profile(null, null, null, null, null, null);

    /** One of them. */
    final class User {
        final UserId id = new UserId(UUID.randomUUID());
        private final String name;
        private long sequence;
        private long version;

        private User(String name) {
            this.name = name;
        }

        Personal username() {
            return sealed(Purpose.USERNAME, name);
        }

        Personal email() {
            return sealed(Purpose.EMAIL, name + "@example.org");
        }

        private Personal sealed(Purpose purpose, String text) {
            return house.personalData().seal(id.value(), purpose, text);
        }

        User renamed() {
            return happens(true, new UsernameChanged(id, username(), email(), ++version));
        }

        User changesProfile() {
            return happens(true, new ProfileChanged(id, username(), email(), NOTHING, ++version));
        }

        User changesEmail() {
            return happens(true, new EmailChanged(id, username(), email(), ++version));
        }

        User blocked() {
            return happens(false, new UserBlocked(id, sealed(Purpose.REASON, "spam")));
        }

        User restored() {
            return happens(false, new UserRestored(id, null));
        }

        User changesPassword() {
            return happens(false, new PasswordChanged(id));
        }

        /** Both in one append. */
        User erased() {
            house.append(List.of(
                    message(new UserDeleted(id, username(), email(), null, ++version), true),
                    message(new UserErasureRequested(id, null), false)));
            return this;
        }

        User deleted() {
            return happens(true, new UserDeleted(id, username(), email(), null, ++version));
        }

        User erasureRequested() {
            return happens(false, new UserErasureRequested(id, null));
        }

        private User happens(boolean leaves, UserEvent event) {
            house.append(List.of(message(event, leaves)));
            return this;
        }

        private GenericDomainEventMessage<UserEvent> message(UserEvent event, boolean leaves) {
            var eventId = UUID.randomUUID().toString();
            if (leaves) leaving.add(eventId);
            var metadata = MetaData.with(EventMetadata.REQUEST_ID, request).and(EventMetadata.ACTOR, "system:test");
            return new GenericDomainEventMessage<>("User", id.toString(), sequence++, event, metadata, eventId, NOON);
        }
    }

    private final RelayHouse house;
    private final List<String> leaving = new ArrayList<>();
    private String request = REQUEST;
    private int number;

    Users(RelayHouse house) {
        this.house = house;
    }

    Users inRequest(String id) {
        request = id;
        return this;
    }

    User register() {
        return register("user" + number++);
    }

    User register(String name) {
        var user = new User(name);
        return user.happens(
                true, new UserRegistered(user.id, number, user.username(), user.email(), NOTHING, ++user.version));
    }

    User registerWithoutEmail(String name) {
        var user = new User(name);
        return user.happens(true, new UserRegistered(user.id, 1, user.username(), null, NOTHING, ++user.version));
    }

    /** Many at once, in one append. */
    void register(int count) {
        live(count, 0);
    }

    /** Many register and change their profiles so often, all in one append. */
    void live(int count, int changes) {
        house.inTransaction(() -> {
            var events = new ArrayList<GenericDomainEventMessage<UserEvent>>(count);
            for (var n = 0; n < count; n++) {
                var user = new User("user" + number++);
                events.add(user.message(
                        new UserRegistered(user.id, number, user.username(), user.email(), NOTHING, ++user.version),
                        true));
                for (var change = 0; change < changes; change++)
                    events.add(user.message(
                            new ProfileChanged(user.id, user.username(), user.email(), NOTHING, ++user.version), true));
            }
            house.append(events);
        });
    }

    /** Ids of the events that must leave, in their order. */
    List<String> leaving() {
        return List.copyOf(leaving);
    }
}
