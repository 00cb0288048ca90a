package dev.annals.foundation.projection;

import dev.annals.foundation.projection.Operation.State;
import dev.annals.foundation.projection.ProjectionProcessors.Running;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes readers see a generation that was filled, if it says what the live one says. Both stand still meanwhile, at the
 * same place: every batch of either must move a token that is locked here.
 */
final class TakeOver {

    /** What became of an attempt that was made at all. */
    record Verdict(boolean taken, String detail) {}

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Generations generations;
    private final StoredPlaces places;
    private final ReadTables tables;
    private final ControlTable control;
    private final ProjectionProcessors processors;
    private final Duration keepOld;

    TakeOver(
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Generations generations,
            StoredPlaces places,
            ReadTables tables,
            ControlTable control,
            ProjectionProcessors processors,
            Duration keepOld) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.generations = generations;
        this.places = places;
        this.tables = tables;
        this.control = control;
        this.processors = processors;
        this.keepOld = keepOld;
    }

    /** Absent where the two are not at the same place right now. */
    Optional<Verdict> attempt(Operation rebuild, Running next) {
        var verdict = transaction.execute(status -> decide(rebuild, next));
        return verdict == null ? Optional.empty() : verdict;
    }

    private Optional<Verdict> decide(Operation rebuild, Running next) {
        var projection = rebuild.projection();
        var before = generations.live(projection);
        var old = Generations.name(projection, before);
        if (!places.lockAndCompare(old, next.name(), type -> processors.handles(projection, type)))
            return Optional.empty();
        var comparison = tables.compare(projection, before, next.generation());
        var parked = next.invoker().lot().count();
        var detail = comparison + (parked == 0 ? "" : " " + parked + " events are parked in the new one.");
        if (!rebuild.acceptDifferences() && (parked > 0 || !comparison.isSame()))
            return Optional.of(new Verdict(false, "Not taken over: " + detail));
        if (!generations.takeOver(projection, before, next.generation()))
            throw new IllegalStateException("Another generation has taken over meanwhile");
        // Whoever still runs the old one can no longer move it.
        jdbc.sql("DELETE FROM processor_token WHERE processor_name = :old")
                .param("old", old)
                .update();
        if (!control.finish(rebuild.operationId(), State.DONE, detail, before, keepOld))
            throw new IllegalStateException("The lease of the rebuild is lost");
        return Optional.of(new Verdict(true, detail));
    }
}
