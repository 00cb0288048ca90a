package dev.annals.foundation.projection;

import static dev.annals.foundation.projection.ProjectionProcessorsTest.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.projection.Operation.Kind;
import dev.annals.foundation.projection.Operation.State;
import dev.annals.foundation.projection.ProjectionApplication.Fragile;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Seen red: no batch could begin, so that no rebuild ever arrived. */
@ParameterizedClass
@ValueSource(strings = {"h2", "postgres"})
class RebuildTest {

    @Parameter
    String kind;

    private ConfigurableApplicationContext here;
    private JdbcTemplate jdbc;

    @BeforeEach
    void start() {
        here = ProjectionApplication.start(kind.equals("h2") ? TestStores.h2Url() : TestStores.postgresUrl());
        jdbc = here.getBean(JdbcTemplate.class);
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void aRebuildTakesOverWhileEventsComeInAndNobodyWhoReadsNotices() throws Exception {
        for (var at = 0; at < 200; at++) append(here, new RoleDefined(role(at), List.of()));
        var over = new AtomicBoolean();
        try (var writer = Executors.newSingleThreadExecutor()) {
            var written = writer.submit(() -> {
                var at = 200;
                for (; !over.get(); at++) {
                    here.getBean(ReadModels.class).await("fragile", append(here, new RoleDefined(role(at), List.of())));
                    assertThat(jdbc.queryForList("SELECT role FROM fragile WHERE role = ?", role(at).value()))
                            .hasSize(1);
                }
                return at;
            });
            var rebuild = done(wish(false));
            assertThat(rebuild.detail()).contains("all the same");
            assertThat(rebuild.state()).isEqualTo(State.DONE);
            var seen = here.getBean(ReadModels.class);
            seen.await("fragile", append(here, new RoleRetired(role(3))));
            over.set(true);
            var all = written.get();
            assertThat(jdbc.queryForObject("SELECT count(*) FROM fragile", Integer.class))
                    .isEqualTo(all);
        }
        assertThat(live()).isEqualTo(2);
        assertThat(jdbc.queryForObject("SELECT retired FROM fragile WHERE role = 'R_3'", Boolean.class))
                .isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> rowsOf(1) == 0);
    }

    @Test
    void aRebuildThatSaysSomethingElseTakesOverOnlyWhenThatIsAccepted() {
        append(here, new RoleDefined(role(1), List.of()));
        here.getBean(ReadModels.class).awaitHead("fragile");
        jdbc.update("UPDATE fragile_rows SET permissions = 4");

        var refused = done(wish(false));
        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.detail()).contains("1 only before, 1 only after");
        assertThat(live()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(20)).until(() -> rowsOf(2) == 0);

        assertThat(done(wish(true)).state()).isEqualTo(State.DONE);
        assertThat(live()).isEqualTo(3);
        assertThat(jdbc.queryForObject("SELECT permissions FROM fragile", Integer.class))
                .isZero();
    }

    @Test
    void whatCannotBeAppliedIsParkedByARebuildAsWellAndTheRestIsFilledIn() {
        for (var at = 0; at < 20; at++) append(here, new RoleDefined(role(at), List.of()));
        here.getBean(ReadModels.class).awaitHead("fragile");
        here.getBean(Fragile.class).broken.add(role(7));

        var refused = done(wish(false));
        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.detail()).contains("1 only before, 0 only after", "1 events are parked");

        assertThat(done(wish(true)).state()).isEqualTo(State.DONE);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM fragile", Integer.class))
                .isEqualTo(19);
        assertThat(here.getBean(ProjectionOperations.class).parked("fragile", 10))
                .extracting(ParkedEvent::rowKey)
                .containsExactly("R_7");
    }

    @Test
    void whatAKilledProcessHadHalfBuiltIsSweptAndTheOldOneServes() {
        append(here, new RoleDefined(role(1), List.of()));
        here.getBean(ReadModels.class).awaitHead("fragile");
        var id = UUID.randomUUID();
        jdbc.update(
                "INSERT INTO projection_control (operation_id, projection, kind, accept_differences, state, owner,"
                        + " lease_until, generation, requested_at) VALUES (?, 'fragile', 'REBUILD', FALSE, 'RUNNING',"
                        + " 'somebody who was killed', CURRENT_TIMESTAMP, 2, CURRENT_TIMESTAMP)",
                id);
        jdbc.update("INSERT INTO fragile_rows VALUES (2, 'HALF', 1, FALSE)");

        assertThat(done(id).state()).isEqualTo(State.FAILED);
        await().atMost(Duration.ofSeconds(20)).until(() -> rowsOf(2) == 0);
        assertThat(live()).isEqualTo(1);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM fragile", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void howFarARebuildIsIsToldUntilItsEnd() {
        for (var at = 0; at < 20; at++) append(here, new RoleDefined(role(at), List.of()));

        var rebuild = done(wish(false));

        assertThat(rebuild.progress()).isNotNull().satisfies(progress -> {
            assertThat(progress.events()).isEqualTo(progress.of()).isGreaterThanOrEqualTo(20);
            assertThat(progress.perSecond()).isPositive();
            assertThat(progress.secondsLeft()).isZero();
        });
        assertThat(here.getBean(ProjectionOperations.class).rebuildOf("fragile"))
                .isEmpty();
    }

    @Test
    void aCancelledRebuildLeavesTheOldOneServingAndCanBeWishedAgain() throws Exception {
        append(here, new RoleDefined(role(1), List.of()));
        here.getBean(ReadModels.class).awaitHead("fragile");
        var operations = here.getBean(ProjectionOperations.class);
        UUID id;
        // A batch of the old one that does not end: the new one cannot be compared with it and take over.
        try (var held = here.getBean(DataSource.class).getConnection()) {
            held.setAutoCommit(false);
            held.createStatement()
                    .executeQuery("SELECT * FROM processor_token WHERE processor_name = 'fragile@1' FOR UPDATE");
            id = wish(false);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> operations.rebuildOf("fragile").isPresent());
            assertThat(operations.isRebuilding("fragile")).isTrue();
            assertThat(operations.cancel(id)).isTrue();
            assertThat(operations.cancel(id)).isFalse();
            held.rollback();
        }

        assertThat(done(id).state()).isEqualTo(State.CANCELLED);
        await().atMost(Duration.ofSeconds(20)).until(() -> rowsOf(2) == 0);
        assertThat(live()).isEqualTo(1);
        assertThat(done(wish(false)).state()).isEqualTo(State.DONE);
        assertThat(live()).isEqualTo(3);
    }

    private UUID wish(boolean acceptDifferences) {
        var id = UUID.randomUUID();
        here.getBean(ProjectionOperations.class)
                .wish(Operation.wish(id, "fragile", Kind.REBUILD, null, acceptDifferences));
        return id;
    }

    private Operation done(UUID id) {
        var operations = here.getBean(ProjectionOperations.class);
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> operations.find(id).orElseThrow(),
                        operation -> operation.state().isEnd());
    }

    private int rowsOf(int generation) {
        return jdbc.queryForObject("SELECT count(*) FROM fragile_rows WHERE generation = ?", Integer.class, generation);
    }

    private int live() {
        return jdbc.queryForObject(
                "SELECT live FROM projection_generation WHERE projection = 'fragile'", Integer.class);
    }

    private static RoleName role(int number) {
        return new RoleName("R_" + number);
    }
}
