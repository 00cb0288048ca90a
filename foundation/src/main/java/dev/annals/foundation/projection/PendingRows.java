package dev.annals.foundation.projection;

import dev.annals.foundation.projection.ReadRows.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What a batch of events has changed so far and not written yet, for every table that it touches. */
final class PendingRows {

    private static final String KEY = "annals.rows";

    private final UnitOfWork<?> batch;
    private final Map<RowWriter, Map<List<@Nullable Object>, Change>> changes = new LinkedHashMap<>();

    private PendingRows(UnitOfWork<?> batch) {
        this.batch = batch;
    }

    /** Those of the batch; written before it is committed at the latest. */
    static PendingRows of(UnitOfWork<?> batch) {
        return batch.getOrComputeResource(KEY, key -> {
            var pending = new PendingRows(batch);
            batch.onPrepareCommit(unitOfWork -> pending.flush());
            return pending;
        });
    }

    Map<List<@Nullable Object>, Change> of(RowWriter writer) {
        return changes.computeIfAbsent(writer, table -> new LinkedHashMap<>());
    }

    /** Writes everything now. */
    void flush() {
        changes.forEach((writer, rows) -> {
            if (!rows.isEmpty()) writer.write(Generation.of(batch), rows.values());
        });
        changes.clear();
    }

    /** Forgets what is not written. */
    void discard() {
        changes.clear();
    }
}
