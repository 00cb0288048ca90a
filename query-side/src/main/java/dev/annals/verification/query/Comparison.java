package dev.annals.verification.query;

import dev.annals.foundation.store.Upcasting;
import dev.annals.verification.Difference.Kind;
import dev.annals.verification.Findings;
import dev.annals.verification.query.Book.ReadModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.serialization.Serializer;

/** One comparison, in the snapshot of one connection. */
final class Comparison {

    static final String LOG = "domain_event";

    /** A stream's events are numbered from 0 without a hole. */
    private static final String TORN_STREAMS = "SELECT aggregate_id, max(sequence_number) + 1 - count(*) FROM " + LOG
            + " GROUP BY aggregate_id HAVING count(*) <> max(sequence_number) + 1";

    private final Connection store;
    private final Differences differences = new Differences();
    private final LogPages log;
    private final Places places;
    private final PageBook pages = new PageBook();
    private final StepBook steps = new StepBook();
    private final List<Book> books;

    Comparison(Connection store, Serializer serializer, Upcasting upcasting, Names names, Clock clock)
            throws SQLException {
        this.store = store;
        log = new LogPages(store, serializer, upcasting, differences);
        places = new Places(store, serializer);
        var users = new UserBook(names);
        books = List.of(
                users,
                new SessionBook(clock.instant()),
                new RoleBook(users),
                new GameBook(),
                new CampaignBook(),
                steps,
                new InvitationBook(names),
                new RewardBook(),
                new StockBook(),
                pages);
    }

    Findings findings() throws SQLException {
        fold();
        lookForTornStreams();
        steps.expect(store);
        var behind = behind();
        for (var book : books) {
            for (var model : book.readModels()) if (book != pages) model.rows().compare(store, differences);
            for (var table : book.writeSide()) table.compare(store, differences);
        }
        return new Findings(
                log.events(), log.head(), differences.rows(), behind, differences.kept(), differences.total());
    }

    private void fold() throws SQLException {
        while (log.hasNext()) {
            for (var logged : log.next()) {
                places.passed(logged.index());
                read(logged);
            }
            pages.compareUpTo(log.head(), store, differences);
        }
        pages.compareUpTo(Long.MAX_VALUE, store, differences);
    }

    private void read(Logged logged) {
        for (var book : books) {
            try {
                book.read(logged);
            } catch (IllegalStateException impossible) {
                var why = String.valueOf(impossible.getMessage());
                differences.add(LOG, "global_index " + logged.index(), Kind.UNREADABLE, List.of(logged.type(), why));
            }
        }
    }

    private void lookForTornStreams() throws SQLException {
        try (var statement = store.prepareStatement(TORN_STREAMS);
                var row = statement.executeQuery()) {
            while (row.next()) {
                var lacks = List.of(row.getLong(2) + " events of the stream");
                differences.add(LOG, "aggregate_id " + row.getString(1), Kind.MISSING, lacks);
            }
        }
    }

    private Set<String> behind() {
        return books.stream()
                .flatMap(book -> book.readModels().stream())
                .filter(model ->
                        !places.haveSeen(model.projection(), model.rows().lastOfInterest()))
                .map(ReadModel::rows)
                .map(Expected::table)
                .collect(Collectors.toUnmodifiableSet());
    }
}
