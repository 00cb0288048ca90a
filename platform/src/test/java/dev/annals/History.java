package dev.annals;

import dev.annals.foundation.store.Position;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What the clients know of what they asked for: who was told yes, who was told no, who was told nothing. */
final class History {

    /** What a client asks for, and the events that are stored with a yes. */
    enum Wish {
        REGISTER("user.registered", "role.granted"),
        SIGN_IN("session.started"),
        REFRESH("session.refreshed"),
        CHANGE_PROFILE("user.profile-changed"),
        GRANT("role.granted"),
        REVOKE("role.revoked"),
        BLOCK("user.blocked"),
        RESTORE("user.restored");

        final Set<String> events;

        Wish(String... events) {
            this.events = Set.of(events);
        }
    }

    enum Outcome {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    /**
     * One line.
     *
     * @param status of the answer; 0 where there was none
     * @param position the index of the last event, as the answer tells it
     */
    record Line(
            String requestId,
            Wish wish,
            Outcome outcome,
            int status,
            @Nullable Long position) {}

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

    void answered(String requestId, Wish wish, Http.Answer answer) {
        var position = answer.header("Annals-Position");
        var outcome = answer.status() < 300
                ? Outcome.ACKNOWLEDGED
                : answer.status() < 500 ? Outcome.REFUSED : Outcome.UNKNOWN;
        var index = position == null ? null : Position.parse(position).index();
        lines.add(new Line(requestId, wish, outcome, answer.status(), index));
    }

    void unanswered(String requestId, Wish wish) {
        lines.add(new Line(requestId, wish, Outcome.UNKNOWN, 0, null));
    }

    void add(String requestId, Wish wish, Outcome outcome, @Nullable Long position) {
        lines.add(new Line(requestId, wish, outcome, 0, position));
    }

    Queue<Line> lines() {
        return lines;
    }

    /** How often what was answered. */
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        for (var line : lines) {
            counts.merge(line.outcome().name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
            if (line.outcome() != Outcome.ACKNOWLEDGED)
                counts.merge((line.wish() + " " + line.status()).toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
        }
        return counts;
    }
}
