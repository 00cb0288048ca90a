package dev.annals.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.annals.shared.Uuids;
import java.util.UUID;

/** Which a reward is; here because campaigns name the rewards that they give. Stored and sent as the UUID's text. */
public record RewardId(@JsonValue UUID value) implements Comparable<RewardId> {

    /** Reads the text form; an {@link IllegalArgumentException} where it is no UUID. */
    @JsonCreator
    public static RewardId of(String text) {
        return new RewardId(Uuids.parse(text));
    }

    @Override
    public int compareTo(RewardId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
