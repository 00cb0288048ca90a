package dev.annals.foundation.projection;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a batch of events changes in a read table, one entry per row, and writes it once, before the batch is
 * committed and in its transaction. Many events about one row are one row write.
 */
public final class ReadRows {

    private final ReadTable table;
    private final RowWriter writer;

    /** Rows of a table. */
    public ReadRows(ReadTable table, DataSource dataSource) {
        this.table = table;
        this.writer = new RowWriter(table, dataSource);
    }

    /** Writes a whole row, whether it is there or not; columns that are not named become null. */
    public void put(Row row) {
        remember(row, (there, later) -> new Change.Put(later));
    }

    /** Changes the columns named; a row that is not there is an error, because an event was missed. */
    public void change(Row row) {
        remember(row, (there, later) -> switch (there) {
            case null -> new Change.Update(later, true);
            case Change.Put put -> new Change.Put(put.row().with(later));
            case Change.Update update -> new Change.Update(update.row().with(later), true);
            case Change.Add add -> throw eitherOr();
            case Change.Remove remove -> throw new IllegalStateException("No row left to change in " + table.name());
        });
    }

    /** Changes the columns named where the row is there. */
    public void changeIfThere(Row row) {
        remember(row, (there, later) -> switch (there) {
            case null -> new Change.Update(later, false);
            case Change.Put put -> new Change.Put(put.row().with(later));
            case Change.Update update -> new Change.Update(update.row().with(later), update.mustExist());
            case Change.Add add -> throw eitherOr();
            case Change.Remove remove -> remove;
        });
    }

    /**
     * Adds to the numbers of a row, which begins with 0 where it is not there. What is added in any order comes to the same,
     * so this is for sums of events that may be late; all events of one row must have one row key.
     */
    public void add(Row row) {
        remember(row, (there, later) -> switch (there) {
            case null -> new Change.Add(later);
            case Change.Add add -> new Change.Add(add.row().plus(later, table.keys()));
            case Change.Put put -> throw eitherOr();
            case Change.Update update -> throw eitherOr();
            case Change.Remove remove -> throw eitherOr();
        });
    }

    /** Removes the row, if it is there. */
    public void remove(Row key) {
        remember(key, (there, later) -> new Change.Remove(later));
    }

    private IllegalStateException eitherOr() {
        return new IllegalStateException("The rows of " + table.name() + " are either written or summed");
    }

    private void remember(Row row, Merge merge) {
        changesOfThisBatch().compute(row.get(table.keys()), (key, there) -> merge.apply(there, row));
    }

    private Map<List<@Nullable Object>, Change> changesOfThisBatch() {
        return PendingRows.of(CurrentUnitOfWork.get().root()).of(writer);
    }

    @FunctionalInterface
    private interface Merge {
        Change apply(@Nullable Change there, Row later);
    }

    /** What becomes of one row. */
    sealed interface Change {

        Row row();

        record Put(Row row) implements Change {}

        record Update(Row row, boolean mustExist) implements Change {}

        record Add(Row row) implements Change {}

        record Remove(Row row) implements Change {}
    }
}
