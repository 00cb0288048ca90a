package dev.annals.foundation.projection;

import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.StoredTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where projections stand that other processes run, and what of the log they have still to see. */
final class StoredPlaces {

    private static final String TOKENS = "SELECT token, token_type FROM processor_token WHERE processor_name = ";
    private static final String LOCKED = TOKENS + ":processor FOR UPDATE";
    private static final String OF_LIVE =
            TOKENS + "(SELECT projection || '@' || live FROM projection_generation WHERE projection = :projection)";

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final StoredTypes types;

    StoredPlaces(JdbcClient jdbc, Serializer serializer, StoredTypes types) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.types = types;
    }

    /** The stored places of all segments of the live generation that have one. */
    Stream<LogToken> placesOf(String projection) {
        return of(projection).stream().flatMap(Optional::stream);
    }

    /** Those of the indexes up to the highest that have an event now. */
    List<Long> visibleAmong(LongStream indexes, long highest) {
        var asked = indexes.filter(index -> index <= highest).distinct().boxed().toList();
        if (asked.isEmpty()) return List.of();
        return jdbc.sql("SELECT global_index FROM domain_event WHERE global_index IN (:asked)")
                .param("asked", asked)
                .query(Long.class)
                .list();
    }

    /** The lowest index that was put aside; absent where nothing was. */
    OptionalLong firstParked(String projection) {
        return jdbc
                .sql("SELECT min(p.log_index) FROM parked_event p JOIN projection_generation g"
                        + " ON g.projection = p.projection AND g.live = p.generation WHERE p.projection = :projection")
                .param("projection", projection)
                .query((row, number) -> row.getObject(1, Long.class))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Where the live generation is; one place per segment, absent before its first event. */
    List<Optional<LogToken>> of(String projection) {
        return tokens(OF_LIVE, Map.of("projection", projection));
    }

    /**
     * Locks the places of both processors, so that nothing is projected until the transaction ends.
     *
     * @return whether both have seen the same of what is of interest
     */
    boolean lockAndCompare(String one, String other, Predicate<Class<?>> ofInterest) {
        var first = tokens(LOCKED, Map.of("processor", one));
        var second = tokens(LOCKED, Map.of("processor", other));
        if (first.isEmpty() || second.isEmpty()) return false;
        var place = first.getFirst();
        return Stream.concat(first.stream(), second.stream()).allMatch(token -> isSame(place, token, ofInterest));
    }

    /** A gap of the one may be an event that the other has seen, whatever their indexes are. */
    private boolean isSame(Optional<LogToken> one, Optional<LogToken> other, Predicate<Class<?>> ofInterest) {
        if (one.equals(other)) return true;
        if (one.isEmpty() || other.isEmpty()) return false;
        var first = Math.min(Arrival.firstUnseen(one.get()), Arrival.firstUnseen(other.get()));
        var last = Math.max(one.get().index(), other.get().index());
        return last - first < Arrival.FAR
                && ofInterest(first, last, ofInterest).stream()
                        .allMatch(event -> LogToken.hasSeen(one.get(), event) == LogToken.hasSeen(other.get(), event));
    }

    /** What is of interest in that part of the log now. */
    List<Long> ofInterest(long first, long last, Predicate<Class<?>> ofInterest) {
        record Event(long index, String type) {}
        return jdbc
                .sql("SELECT global_index, payload_type FROM domain_event WHERE global_index BETWEEN :first AND :last")
                .param("first", first)
                .param("last", last)
                .query((row, number) -> new Event(row.getLong(1), row.getString(2)))
                .list()
                .stream()
                .filter(event -> ofInterest.test(classOf(event.type())))
                .map(Event::index)
                .toList();
    }

    private Class<?> classOf(String name) {
        try {
            return Class.forName(types.classOf(name));
        } catch (ClassNotFoundException unknown) {
            return UnknownSerializedType.class;
        }
    }

    private List<Optional<LogToken>> tokens(String sql, Map<String, String> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> read(row.getBytes("token"), row.getString("token_type")))
                .list();
    }

    private Optional<LogToken> read(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) return Optional.empty();
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return WrappedToken.unwrapLowerBound(read) instanceof LogToken place ? Optional.of(place) : Optional.empty();
    }
}
