package dev.annals.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What somebody must have done inside a campaign's window. A condition is a latch: once it is met it stays met, whatever
 * happens later, so that progress only grows. The kinds and their words are stored in events and never renamed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.LoginDays.class, name = "login_days"),
    @JsonSubTypes.Type(value = Condition.ConsecutiveLoginDays.class, name = "consecutive_login_days"),
    @JsonSubTypes.Type(value = Condition.FriendsInvited.class, name = "friends_invited"),
    @JsonSubTypes.Type(value = Condition.ProfileCompleted.class, name = "profile_completed"),
    @JsonSubTypes.Type(value = Condition.AllOf.class, name = "all_of"),
    @JsonSubTypes.Type(value = Condition.AnyOf.class, name = "any_of")
})
public sealed interface Condition {

    /**
     * The fewest days a window must have for this to be worth offering. A campaign that is shorter is refused when it is
     * drafted; a branch of any-of that nobody could ever reach is a mistake as well.
     */
    long minimumDays();

    /** Signed in on so many different days. */
    record LoginDays(int goal) implements Condition {
        @Override
        public long minimumDays() {
            return goal;
        }
    }

    /** Signed in on so many days in a row. */
    record ConsecutiveLoginDays(int goal) implements Condition {
        @Override
        public long minimumDays() {
            return goal;
        }
    }

    /** So many invited friends have qualified. */
    record FriendsInvited(int goal) implements Condition {
        @Override
        public long minimumDays() {
            return 1;
        }
    }

    /** The profile was complete at some moment: a display name and an e-mail address. */
    record ProfileCompleted() implements Condition {
        @Override
        public long minimumDays() {
            return 1;
        }
    }

    /** All of these. */
    record AllOf(List<Condition> conditions) implements Condition {
        @Override
        public long minimumDays() {
            return most(conditions);
        }
    }

    /** At least one of these. */
    record AnyOf(List<Condition> conditions) implements Condition {
        @Override
        public long minimumDays() {
            return most(conditions);
        }
    }

    private static long most(List<Condition> conditions) {
        return conditions.stream().mapToLong(Condition::minimumDays).max().orElse(1);
    }
}
