package dev.annals.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who acts. Stored in the metadata of every event as {@code user:<uuid>}, {@code system:<name>} or {@code anonymous}. */
public sealed interface Actor {

    /** A signed-in user, or one who is just registering. */
    record User(UserId userId) implements Actor {
        @Override
        public String toString() {
            return "user:" + userId;
        }
    }

    /** The platform itself, by the name of the part that acts, e.g. {@code bootstrap}. */
    record System(String name) implements Actor {
        @Override
        public String toString() {
            return "system:" + name;
        }
    }

    /** Repeats after a restore what was decided before it; it is decided, so no rule stands against it. */
    System RESTORE = new System("restore");

    /** Somebody who has not said who he is. */
    record Anonymous() implements Actor {
        @Override
        public String toString() {
            return "anonymous";
        }
    }

    /** The stored form. */
    @JsonValue
    default String text() {
        return toString();
    }

    /** Whether this actor is the given user. */
    default boolean is(UserId userId) {
        return this instanceof User user && user.userId().equals(userId);
    }

    /** Reads the stored form. */
    @JsonCreator
    static Actor of(String text) {
        if (text.startsWith("user:")) return new User(UserId.of(text.substring(5)));
        if (text.startsWith("system:")) return new System(text.substring(7));
        if (text.equals("anonymous")) return new Anonymous();
        throw new IllegalArgumentException("No actor: " + text);
    }
}
