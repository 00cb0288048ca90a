package dev.annals.reward.query;

import dev.annals.foundation.store.LogEntry;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserRestored;
import java.util.List;

/** Whether a user was let in at a place in the log, and the events that say so. */
record UserThen(boolean active, List<LogEntry> events) {

    static UserThen of(List<LogEntry> stream) {
        var events = stream.stream()
                .filter(entry -> entry.event() instanceof UserBlocked
                        || entry.event() instanceof UserRestored
                        || entry.event() instanceof UserDeleted)
                .toList();
        return new UserThen(events.isEmpty() || events.getLast().event() instanceof UserRestored, events);
    }
}
