package bench;

import bench.Callers.Work;
import bench.RawRows.Event;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.shared.Personal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The raw baselines, one connection per caller. */
final class RawConnections implements AutoCloseable {

    /** A personal value that a command opens before it can decide. */
    record Opened(PersonalData data, Personal value) {}

    private static final String HASH = Commands.HASH;
    private final List<RawRows> connections = new ArrayList<>();

    RawConnections(DurablePostgres database, int callers) throws SQLException {
        for (var caller = 0; caller < callers; caller++) connections.add(new RawRows(database));
    }

    Work creating(Event event) {
        return (caller, number) ->
                connections.get(caller).append(event, UUID.randomUUID().toString(), 0);
    }

    Work appending(Event event) {
        var streams =
                connections.stream().map(each -> UUID.randomUUID().toString()).toList();
        return (caller, number) -> connections.get(caller).append(event, streams.get(caller), number);
    }

    Work registering(Event registered, Event granted) {
        return (caller, number) -> connections.get(caller).register(registered, granted, HASH);
    }

    /** The same personal field is opened. */
    Work opening(Event event, Opened opened) {
        var appending = appending(event);
        return (caller, number) -> {
            opened.data().open(opened.value());
            appending.once(caller, number);
        };
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) connection.close();
    }
}
