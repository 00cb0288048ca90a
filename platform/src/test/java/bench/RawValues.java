package bench;

import static bench.RawRebuild.id;
import static bench.RawRebuild.text;
import static java.util.Arrays.asList;

import bench.RawRebuild.Stored;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event gives the statements of {@link RawModels}, in the order of their columns; nothing where it is not concerned. */
final class RawValues {

    private RawValues() {}

    static @Nullable List<@Nullable Object> registered(Stored event) {
        if (!event.type().equals("user.registered")) return null;
        var says = event.says();
        var profile = says.path("profile");
        return asList(
                id(says, "userId"),
                says.path("alias").asLong(),
                text(says, "username"),
                text(says, "email"),
                text(profile, "displayName"),
                text(profile, "firstName"),
                text(profile, "lastName"),
                text(profile, "zone"),
                text(profile, "avatar"),
                text(profile, "bio"),
                "ACTIVE",
                says.path("version").asLong(),
                event.at());
    }

    static @Nullable List<@Nullable Object> changed(Stored event) {
        if (!event.type().equals("user.profile-changed")) return null;
        var says = event.says();
        var profile = says.path("profile");
        return asList(
                text(says, "username"),
                text(says, "email"),
                text(profile, "displayName"),
                text(profile, "firstName"),
                text(profile, "lastName"),
                text(profile, "zone"),
                text(profile, "avatar"),
                text(profile, "bio"),
                says.path("version").asLong(),
                id(says, "userId"));
    }

    static @Nullable List<@Nullable Object> started(Stored event, boolean expires) {
        if (!event.type().equals("session.started")) return null;
        var says = event.says();
        var values = new ArrayList<@Nullable Object>(asList(
                id(says, "sessionId"),
                id(says, "userId"),
                event.at(),
                text(says, "method"),
                text(says, "profile"),
                text(says, "device"),
                text(event.from(), "address"),
                event.index()));
        if (expires) values.add(OffsetDateTime.parse(says.path("expiresAt").asString()));
        return values;
    }

    static @Nullable List<@Nullable Object> ended(Stored event) {
        if (!event.type().equals("session.ended")) return null;
        var says = event.says();
        return asList(event.at(), text(says, "cause"), id(says, "sessionId"));
    }

    static @Nullable List<@Nullable Object> granted(Stored event) {
        if (!event.type().equals("role.granted")) return null;
        var says = event.says();
        return asList(id(says, "userId"), text(says, "role"), event.at(), text(says, "by"));
    }

    static @Nullable List<@Nullable Object> roleChanged(Stored event) {
        if (!event.type().equals("role.granted") && !event.type().equals("role.revoked")) return null;
        var says = event.says();
        return asList(
                event.index(),
                event.id(),
                id(says, "userId"),
                text(says, "role"),
                event.type().equals("role.granted"),
                text(says, "by"),
                text(says, "reason"),
                event.at(),
                text(event.from(), "request_id"));
    }

    static @Nullable List<@Nullable Object> fact(Stored event) {
        var profile =
                event.type().equals("user.profile-changed") || event.type().equals("user.registered");
        if (!profile && !event.type().equals("session.started")) return null;
        var says = event.says();
        return asList(
                id(says, "userId"),
                event.index(),
                profile ? "PROFILE" : "SIGN_IN",
                event.id(),
                event.at(),
                profile ? text(says.path("profile"), "displayName") != null : null,
                profile ? text(says, "email") != null : null);
    }

    static @Nullable List<@Nullable Object> trail(Stored event) {
        var says = event.says();
        var from = event.from();
        var subject = text(says, "userId");
        return asList(
                event.index(),
                event.id(),
                event.type(),
                event.revision(),
                event.stream(),
                subject == null ? null : UUID.fromString(subject),
                text(from, "actor") == null ? "anonymous" : text(from, "actor"),
                text(from, "request_id"),
                text(from, "causation_id"),
                text(from, "session"),
                text(from, "address"),
                event.at());
    }
}
