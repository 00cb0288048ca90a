package dev.annals.user.relay;

import static dev.annals.foundation.store.EventMetadata.REQUEST_ID;

import dev.annals.foundation.outbound.OutboundMessage;
import dev.annals.foundation.outbound.Outgoing;
import dev.annals.foundation.outbound.RelaySettings;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.Position;
import dev.annals.foundation.store.Positions;
import dev.annals.shared.Personal;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says, event by event, what leaves the house and what stays: identity leaves, blocks and passwords stay. Of an erased
 * user only his deletion is ever told again, without his name.
 */
@Component
public final class UserMessages implements Outgoing {

    /** The stream's subjects: one token more says what happened. */
    public static final String SUBJECTS = "user.events.*";

    /** What the shape of the payload is called, in the header {@code Annals-Schema}. */
    public static final String SCHEMA = "user-event.v1";

    private static final ObjectWriter JSON = JsonMapper.shared().writerFor(UserMessage.class);

    private final PersonalData personalData;
    private final String serviceName;
    private final SingletonSupplier<String> storeId;

    UserMessages(PersonalData personalData, RelaySettings settings, Positions positions) {
        this.personalData = personalData;
        this.serviceName = settings.serviceName();
        this.storeId = SingletonSupplier.of(() -> positions.head().storeId());
    }

    @Override
    public String subjects() {
        return SUBJECTS;
    }

    @Override
    public boolean concerns(Class<?> eventType) {
        return UserEvent.class.isAssignableFrom(eventType)
                && eventType != PasswordChanged.class
                && eventType != UserBlocked.class
                && eventType != UserRestored.class
                && eventType != UserErased.class;
    }

    @Override
    public List<Class<?>> types() {
        return Arrays.stream(UserEvent.class.getPermittedSubclasses())
                .filter(this::concerns)
                .toList();
    }

    @Override
    public void prepare(List<? extends TrackedEventMessage<?>> events) {
        var subjects = new LinkedHashSet<UUID>();
        for (var event : events)
            if (event.getPayload() instanceof UserEvent told)
                subjects.add(told.userId().value());
        if (subjects.size() > 1) personalData.prefetch(subjects);
    }

    @Override
    public Optional<OutboundMessage> message(TrackedEventMessage<?> event, boolean bare) {
        if (!(event.getPayload() instanceof UserEvent told)) return stays();
        return switch (told) {
            case UserRegistered it ->
                leaves(event, it, "created", identity(it.username(), it.email(), bare), it.version());
            case ProfileChanged it ->
                leaves(event, it, "updated", identity(it.username(), it.email(), bare), it.version());
            case UsernameChanged it ->
                leaves(event, it, "updated", identity(it.username(), it.email(), bare), it.version());
            case EmailChanged it ->
                leaves(event, it, "updated", identity(it.username(), it.email(), bare), it.version());
            case UserDeleted it ->
                leaves(event, it, "deleted", identity(it.username(), it.email(), bare), it.version());
            case PasswordChanged it -> stays();
            case UserBlocked it -> stays(); // Whether he is let in is between him and us.
            case UserRestored it -> stays();
            case UserErasureRequested it -> stays(); // He is deleted by now.
            case UserErased it -> stays();
        };
    }

    @Override
    public Optional<OutboundMessage> introduction(TrackedEventMessage<?> event) {
        if (!(event.getPayload() instanceof UserEvent told)) return stays();
        return switch (told) {
            case UserRegistered it ->
                leaves(event, it, "created", identity(it.username(), it.email(), false), it.version());
            case ProfileChanged it ->
                leaves(event, it, "created", identity(it.username(), it.email(), false), it.version());
            case UsernameChanged it ->
                leaves(event, it, "created", identity(it.username(), it.email(), false), it.version());
            case EmailChanged it ->
                leaves(event, it, "created", identity(it.username(), it.email(), false), it.version());
            case UserDeleted it -> stays(); // Whoever is told for the first time need not hear of him.
            case PasswordChanged it -> stays();
            case UserBlocked it -> stays();
            case UserRestored it -> stays();
            case UserErasureRequested it -> stays();
            case UserErased it -> stays();
        };
    }

    @Override
    public boolean isLast(TrackedEventMessage<?> event) {
        return event.getPayloadType() == UserDeleted.class;
    }

    @Override
    public Optional<UUID> forgets(TrackedEventMessage<?> event) {
        // By its type first: the others are read later, some at the same time.
        return event.getPayloadType() == UserErasureRequested.class
                        && event.getPayload() instanceof UserErasureRequested requested
                ? Optional.of(requested.userId().value())
                : Optional.empty();
    }

    private record Identity(String username, String email) {}

    /** Both are empty once his key is destroyed. */
    private Identity identity(Personal username, @Nullable Personal email, boolean bare) {
        if (bare) return new Identity("", "");
        return new Identity(personalData.open(username), email == null ? "" : personalData.open(email));
    }

    private Optional<OutboundMessage> leaves(
            TrackedEventMessage<?> event, UserEvent told, String action, Identity identity, long version) {
        var isBare = identity.username().isEmpty();
        var isLast = told instanceof UserDeleted;
        if (isBare && !isLast) return stays();
        var position = LogToken.positionOf(event.trackingToken());
        var body = JSON.writeValueAsBytes(new UserMessage(
                told.userId().toString(),
                identity.email(),
                identity.username(),
                action,
                requestId(event),
                event.getTimestamp().toString(),
                serviceName));
        var headers = new LinkedHashMap<String, String>();
        headers.put("Annals-Position", new Position(storeId.obtain(), position).toString());
        headers.put("Annals-User-Version", Long.toString(version));
        headers.put("Annals-Schema", SCHEMA);
        return Optional.of(new OutboundMessage(
                event.getIdentifier(),
                position,
                told.userId().value(),
                "user.events." + action,
                headers,
                body,
                isLast,
                isBare));
    }

    private static Optional<OutboundMessage> stays() {
        return Optional.empty();
    }

    /** Callers may name their requests as they like; subscribers were promised a UUID. */
    private static String requestId(TrackedEventMessage<?> event) {
        var given = String.valueOf(event.getMetaData().get(REQUEST_ID));
        try {
            return UUID.fromString(given).toString().equalsIgnoreCase(given) ? given : event.getIdentifier();
        } catch (IllegalArgumentException e) {
            return event.getIdentifier();
        }
    }
}
