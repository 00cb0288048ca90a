package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./soak gaps} plays the same for longer: see {@link GapScenario}. */
@Timeout(1_800)
class GapsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void noEventIsSkippedAndNoneSeenTwice(Database database) {
        try (var log = log(database)) {
            var seen = new GapScenario(log, GapScenario.COMMITS, GapScenario.HELD, log::open).play();

            assertThat(seen).doesNotHaveDuplicates();
            assertThat(GapScenario.lacking(log, seen)).as("never seen").isEmpty();
        }
    }

    /** Why the log is our own: the same with Axon's engine, which gives a gap up after a time. */
    @ParameterizedTest
    @EnumSource
    void axonsOwnEngineLosesEvents(Database database) {
        try (var log = log(database)) {
            var seen = new GapScenario(log, 1_000, Duration.ofSeconds(2), () -> axons(log)).play();

            assertThat(GapScenario.lacking(log, seen)).as("never seen").isNotEmpty();
        }
    }

    private Log log(Database database) {
        return new Log(database.isPostgres() ? TestStores.postgres() : TestStores.h2File(folder));
    }

    private static EventStorageEngine axons(Log log) {
        var schema = EventSchema.builder()
                .eventTable("domain_event")
                .globalIndexColumn("global_index")
                .eventIdentifierColumn("event_id")
                .aggregateIdentifierColumn("aggregate_id")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("aggregate_type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("metadata")
                .timestampColumn("recorded_at")
                .build();
        return new JdbcEventStorageEngine(JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(log.dataSource))
                .transactionManager(log.transactions)
                .eventSerializer(log.json)
                .snapshotSerializer(log.json)
                .gapTimeout(1_000)
                .schema(schema)) {
            @Override
            protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
                return row.getObject(column, OffsetDateTime.class).toInstant().toString();
            }
        };
    }
}
