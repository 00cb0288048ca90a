package dev.annals.foundation.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A log on a fresh database, without Spring: what tests of its order write to. */
final class Log implements AutoCloseable {

    final HikariDataSource dataSource;
    final StoredJson json = new StoredJson(StoredTypes.onClassPath());
    final JoiningTransactionManager transactions;
    final TransactionTemplate transaction;
    final OpenAppends appends;
    final EventLog events;

    Log(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        var manager = new JdbcTransactionManager(dataSource);
        this.transactions = new JoiningTransactionManager(manager);
        this.transaction = new TransactionTemplate(manager);
        this.appends = Database.of(dataSource).isPostgres() ? new PostgresAppends() : new LocalAppends();
        this.events = open();
    }

    /** Another view of the same log, as fresh as that of a process that has just started. */
    EventLog open() {
        return new EventLog(
                dataSource,
                transactions,
                json,
                NoOpEventUpcaster.INSTANCE,
                StoredTypes.onClassPath(),
                appends,
                new StoreSettings(
                        Duration.ofMillis(10),
                        Duration.ofMillis(10),
                        false,
                        10,
                        200,
                        Duration.ofSeconds(10),
                        DataSize.ofBytes(0)),
                new StreamHeads(10, index -> {}),
                index -> {});
    }

    /** Appends one event to a stream of its own, {@code counter-<id>}; answers its id. */
    String append(Duration clockBehind) {
        return append(1, clockBehind).getFirst();
    }

    List<String> append(int count, Duration clockBehind) {
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        var ids = new ArrayList<String>();
        var at = Instant.now().minus(clockBehind).truncatedTo(ChronoUnit.MICROS);
        for (var i = 0; i < count; i++) {
            var id = UUID.randomUUID().toString();
            ids.add(id);
            messages.add(new GenericDomainEventMessage<>(
                    "Counter", "counter-" + id, 0, new Counting.Added(id, 1), MetaData.emptyInstance(), id, at));
        }
        events.appendEvents(messages);
        return ids;
    }

    /** Appends one event of an aggregate of that type. */
    void appendOfType(String type) {
        var id = UUID.randomUUID().toString();
        events.appendEvents(
                List.of(new GenericDomainEventMessage<>(type, "counter-" + id, 0, new Counting.Added(id, 1))));
    }

    String append() {
        return append(Duration.ZERO);
    }

    void rollBack() {
        transaction.executeWithoutResult(status -> {
            append();
            status.setRollbackOnly();
        });
    }

    List<String> eventIds() {
        return new JdbcTemplate(dataSource).queryForList("select event_id from domain_event", String.class);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
