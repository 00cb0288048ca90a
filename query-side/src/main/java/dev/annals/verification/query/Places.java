package dev.annals.verification.query;

import dev.annals.foundation.store.LogToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** How far each live read table has come, by the stored places of its projection. */
final class Places {

    private static final String LIVE = "SELECT g.projection, t.token, t.token_type FROM projection_generation g"
            + " LEFT JOIN processor_token t"
            + " ON t.processor_name = concat(g.projection, '@', cast(g.live as varchar(11)))";

    private final Map<String, List<@Nullable TrackingToken>> places = new HashMap<>();
    private final Set<Long> awaited = new HashSet<>();
    private final Set<Long> filled = new HashSet<>();

    Places(Connection store, Serializer serializer) throws SQLException {
        try (var statement = store.prepareStatement(LIVE);
                var row = statement.executeQuery()) {
            while (row.next()) {
                var place = read(row.getBytes(2), row.getString(3), serializer);
                places.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(place);
                for (var gap : gaps(place)) awaited.add(gap);
            }
        }
    }

    /** There is an event at this index. */
    void passed(long index) {
        if (awaited.contains(index)) filled.add(index);
    }

    /** Whether all segments of a projection have seen everything up to the index. */
    boolean haveSeen(String projection, long index) {
        if (index == 0) return true;
        var segments = places.getOrDefault(projection, List.of());
        return !segments.isEmpty() && segments.stream().allMatch(place -> isPast(place, index) && !isMissingAny(place));
    }

    private static boolean isPast(@Nullable TrackingToken place, long index) {
        return place != null && place.position().orElse(0) >= index;
    }

    private boolean isMissingAny(@Nullable TrackingToken place) {
        for (var gap : gaps(place)) if (filled.contains(gap)) return true;
        return false;
    }

    private static long[] gaps(@Nullable TrackingToken place) {
        return place != null && WrappedToken.unwrapLowerBound(place) instanceof LogToken token
                ? token.gaps()
                : new long[0];
    }

    private static @Nullable TrackingToken read(byte @Nullable [] token, @Nullable String type, Serializer serializer) {
        if (token == null || type == null) return null;
        return serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }
}
