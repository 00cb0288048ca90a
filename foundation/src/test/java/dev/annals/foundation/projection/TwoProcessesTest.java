package dev.annals.foundation.projection;

import static dev.annals.foundation.projection.ProjectionProcessorsTest.append;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.projection.Operation.Kind;
import dev.annals.foundation.projection.Operation.State;
import dev.annals.foundation.store.ProcessName;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleName;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two processes on one PostgreSQL. Seen red: no batch could begin, so that neither read what it wrote. */
class TwoProcessesTest {

    private ConfigurableApplicationContext one;
    private ConfigurableApplicationContext other;

    @BeforeEach
    void start() {
        var url = TestStores.postgresUrl();
        one = ProjectionApplication.start(url);
        other = ProjectionApplication.start(url);
        await().atMost(ofSeconds(30)).until(() -> owned(one) == 1 && owned(other) == 1);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void eachRunsItsShareAndReadsItsOwnWritesFromBoth() {
        for (var at = 0; at < 10; at++) {
            var role = new RoleName("R_" + at);
            for (var process : List.of(one, other)) {
                var position = append(process, new RoleDefined(role, List.of()));
                for (var projection : List.of("titles", "fragile")) {
                    process.getBean(ReadModels.class).await(projection, position);
                    assertThat(count(process, projection)).isEqualTo(at + 1);
                }
            }
        }
    }

    @Test
    void whoIsGoneWithoutAWordIsReplacedWithinFifteenSeconds() {
        var dead = one.getBean(ProcessName.class).value();
        // What kill -9 leaves behind: no more heartbeats, its claims where they are. The threads are stopped silently.
        one.getBean(ControlLoop.class).stop();
        jdbc().update("UPDATE processor_token SET owner = ? WHERE owner IS NULL", dead);
        jdbc().update("INSERT INTO projection_process VALUES (?, CURRENT_TIMESTAMP) ON CONFLICT DO NOTHING", dead);

        await().atMost(ofSeconds(15)).until(() -> owned(other) == 2);
        var position = append(other, new RoleDefined(new RoleName("LATER"), List.of()));
        other.getBean(ReadModels.class).await("titles", position);
        other.getBean(ReadModels.class).await("fragile", position);
    }

    @Test
    void aRebuildInOneProcessIsFollowedByTheOther() {
        append(one, new RoleDefined(new RoleName("FIRST"), List.of()));
        for (var projection : List.of("titles", "fragile")) {
            var id = UUID.randomUUID();
            var operations = other.getBean(ProjectionOperations.class);
            operations.wish(Operation.wish(id, projection, Kind.REBUILD, null, false));
            await().atMost(ofSeconds(60))
                    .until(() -> operations.find(id).orElseThrow().state() == State.DONE);
        }
        for (var process : List.of(one, other)) {
            var position = append(process, new RoleDefined(new RoleName("SECOND"), List.of()));
            for (var projection : List.of("titles", "fragile")) {
                process.getBean(ReadModels.class).await(projection, position);
                assertThat(count(process, projection)).isEqualTo(2);
            }
        }
        await().atMost(ofSeconds(30)).until(() -> owned(one) == 1 && owned(other) == 1);
    }

    private int owned(ConfigurableApplicationContext process) {
        return jdbc().queryForObject(
                        "SELECT count(*) FROM processor_token WHERE owner = ?",
                        Integer.class,
                        process.getBean(ProcessName.class).value());
    }

    private int count(ConfigurableApplicationContext process, String projection) {
        return process.getBean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM " + projection, Integer.class);
    }

    private JdbcTemplate jdbc() {
        return other.getBean(JdbcTemplate.class);
    }
}
