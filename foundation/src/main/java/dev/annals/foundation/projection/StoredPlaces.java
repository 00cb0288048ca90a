package dev.annals.foundation.projection;

import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where projections stand that other processes run, as far as they have stored it. */
class StoredPlaces {

    private final JdbcClient jdbc;
    private final Serializer serializer;

    StoredPlaces(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** Whether every segment of the processor has seen the event at the index. */
    boolean cover(String processor, long index) {
        var tokens = tokensOf(processor);
        return !tokens.isEmpty() && tokens.stream().allMatch(token -> Places.covers(token.orNothing(), index));
    }

    private List<StoredToken> tokensOf(String processor) {
        return jdbc.sql("SELECT token, token_type FROM processor_token WHERE processor_name = :processor")
                .param("processor", processor)
                .query((row, number) -> new StoredToken(read(row.getBytes("token"), row.getString("token_type"))))
                .list();
    }

    private @Nullable TrackingToken read(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) return null;
        return serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }

    private record StoredToken(@Nullable TrackingToken orNothing) {}
}
