package dev.annals.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.annals.shared.Uuids;
import java.util.UUID;

/** Which a campaign is. Stored and sent as the UUID's text. */
public record CampaignId(@JsonValue UUID value) implements Comparable<CampaignId> {

    /** Reads the text form; an {@link IllegalArgumentException} where it is no UUID. */
    @JsonCreator
    public static CampaignId of(String text) {
        return new CampaignId(Uuids.parse(text));
    }

    @Override
    public int compareTo(CampaignId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
