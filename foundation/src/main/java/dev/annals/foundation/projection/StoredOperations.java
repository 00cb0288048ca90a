package dev.annals.foundation.projection;

import dev.annals.foundation.projection.ProjectionStatus.State;
import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.Positions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Everything from the database, so that each process says the same of all. */
final class StoredOperations implements ProjectionOperations {

    private static final String OWNERS =
            "SELECT count(*) FROM processor_token WHERE processor_name = :name" + " AND owner IS NULL";

    private final JdbcClient jdbc;
    private final ProjectionProcessors processors;
    private final Generations generations;
    private final StoredPlaces places;
    private final ControlTable control;
    private final Positions positions;
    private final int mostParked;
    private final Runnable wakeUp;

    StoredOperations(
            JdbcClient jdbc,
            ProjectionProcessors processors,
            StoredPlaces places,
            ControlTable control,
            Positions positions,
            int mostParked,
            Runnable wakeUp) {
        this.jdbc = jdbc;
        this.processors = processors;
        this.generations = new Generations(jdbc);
        this.places = places;
        this.control = control;
        this.positions = positions;
        this.mostParked = mostParked;
        this.wakeUp = wakeUp;
    }

    @Override
    public List<ProjectionStatus> projections() {
        var head = positions.head().index();
        return processors.groups().stream()
                .sorted()
                .map(projection -> status(projection, head))
                .toList();
    }

    private ProjectionStatus status(String projection, long head) {
        var generation = generations.live(projection);
        var position = places.of(projection).stream()
                .mapToLong(place -> place.map(LogToken::upTo).orElse(0L))
                .min()
                .orElse(0);
        var parked = new ParkingLot(jdbc, projection, generation).count();
        return new ProjectionStatus(
                projection,
                generation,
                position,
                Math.max(0, head - position),
                parked,
                state(projection, generation, parked));
    }

    private State state(String projection, int generation, int parked) {
        if (parked >= mostParked) return State.STOPPED;
        var without = jdbc.sql(OWNERS)
                .param("name", Generations.name(projection, generation))
                .query(Integer.class)
                .single();
        if (without > 0) return State.ABANDONED;
        return control.isRebuilding(projection) ? State.REBUILDING : State.RUNNING;
    }

    @Override
    public List<ParkedEvent> parked(String projection, int limit) {
        return lot(projection).first(limit);
    }

    private ParkingLot lot(String projection) {
        return new ParkingLot(jdbc, projection, generations.live(projection));
    }

    @Override
    public boolean exists(String projection) {
        return processors.groups().contains(projection);
    }

    @Override
    public boolean isParked(String projection, String rowKey) {
        return !lot(projection).positions(rowKey, 1).isEmpty();
    }

    @Override
    public boolean isRebuilding(String projection) {
        return control.isRebuilding(projection);
    }

    @Override
    public void wish(Operation operation) {
        control.add(operation);
        wakeUpAfterCommit();
    }

    /** Whoever works in this process need not wait for its next round. */
    private void wakeUpAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive())
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wakeUp.run();
                }
            });
        else wakeUp.run();
    }

    @Override
    public Optional<Operation> rebuildOf(String projection) {
        return control.rebuildOf(projection);
    }

    @Override
    public boolean cancel(UUID operationId) {
        var cancelled = control.cancel(operationId);
        if (cancelled) wakeUpAfterCommit();
        return cancelled;
    }

    @Override
    public Optional<Operation> find(UUID operationId) {
        return control.find(operationId);
    }
}
