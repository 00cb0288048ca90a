package dev.annals.audit.query;

import dev.annals.audit.UserAsOf;
import dev.annals.audit.UserDifference;
import dev.annals.audit.UserDifference.Step;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.Profile;
import dev.annals.user.UserEvent.UserRegistered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was true of one user: his two streams are read, whatever else is in the log. */
@Component
class TimeTravel {

    private static final Map<String, Function<Profile, @Nullable Personal>> PROFILE = Map.of(
            "profile.display_name", Profile::displayName,
            "profile.first_name", Profile::firstName,
            "profile.last_name", Profile::lastName,
            "profile.zone", Profile::zone,
            "profile.avatar", Profile::avatar,
            "profile.bio", Profile::bio);

    private final LoggedEvents log;
    private final PersonalData personal;

    TimeTravel(LoggedEvents log, PersonalData personal) {
        this.log = log;
        this.personal = personal;
    }

    /** Absent where he was not registered by then. */
    Optional<UserAsOf> user(UserId userId, long position) {
        return fold(events(userId, position), position);
    }

    /** Absent where he was not registered by the second. */
    Optional<UserDifference> difference(UserId userId, long from, long to) {
        var all = events(userId, to);
        var before = fold(all.stream().filter(event -> event.index() <= from).toList(), from);
        var steps = all.stream()
                .filter(event -> event.index() > from)
                .map(event -> new Step(event.index(), event.type(), event.at()))
                .toList();
        return fold(all, to)
                .map(after -> new UserDifference(
                        before.orElse(null),
                        after,
                        before.map(one -> changed(one, after)).orElse(List.of("user_id")),
                        steps));
    }

    private List<LoggedEvents.Logged> events(UserId userId, long position) {
        return log.ofStreams(List.of(userId.toString(), "role-holder:" + userId), position);
    }

    private static Optional<UserAsOf> fold(List<LoggedEvents.Logged> events, long position) {
        if (events.isEmpty() || !(events.getFirst().event() instanceof UserRegistered registered))
            return Optional.empty();
        var state = new StateOfAUser(registered, events.getFirst().at());
        events.stream().skip(1).forEach(event -> state.evolve(event.event(), event.at()));
        return Optional.of(state.at(position));
    }

    private List<String> changed(UserAsOf one, UserAsOf other) {
        var changed = new ArrayList<String>();
        var differ = new LinkedHashMap<String, Boolean>();
        differ.put("username", differ(one.username(), other.username()));
        differ.put("email", differ(one.email(), other.email()));
        PROFILE.forEach(
                (name, part) -> differ.put(name, differ(part.apply(one.profile()), part.apply(other.profile()))));
        differ.put("status", one.status() != other.status());
        differ.put("roles", !one.roles().equals(other.roles()));
        differ.forEach((name, isSo) -> {
            if (isSo) changed.add(name);
        });
        return changed.stream().sorted().toList();
    }

    private boolean differ(@Nullable Personal one, @Nullable Personal other) {
        return !Objects.equals(personal.openNullable(one), personal.openNullable(other));
    }
}
