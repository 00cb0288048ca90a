package dev.annals.role.command;

import static dev.annals.role.RoleName.ADMIN;
import static dev.annals.role.RoleRefusal.LAST_ADMIN;
import static dev.annals.role.command.RoleWorld.ALICE;
import static dev.annals.role.command.RoleWorld.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.shared.CommandRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two ADMINs, both taken away at the same moment: one must stay, on both databases. */
class LastAdminRaceTest {

    private static final int ROUNDS = 200;

    @Test
    void oneOfTwoStaysOnH2() throws Exception {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
            oneOfTwoStays(pool);
        }
    }

    @Test
    void oneOfTwoStaysOnPostgres() throws Exception {
        try (var server = EmbeddedPostgres.start();
                var pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
            oneOfTwoStays(pool);
        }
    }

    private void oneOfTwoStays(DataSource dataSource) throws Exception {
        var jdbc = new JdbcTemplate(dataSource);
        RoleWorld.createTables(jdbc);
        var transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        var holdings = new Holdings(jdbc);
        for (var round = 0; round < ROUNDS; round++) {
            jdbc.update("DELETE FROM role_holding");
            jdbc.update("DELETE FROM active_admin");
            holdings.grant(ALICE, ADMIN, true);
            holdings.grant(BOB, ADMIN, true);

            var refused = atOnce(
                    transactions,
                    nothing -> holdings.revoke(ALICE, ADMIN),
                    round % 2 == 0 ? nothing -> holdings.revoke(BOB, ADMIN) : nothing -> holdings.suspend(BOB));

            assertThat(refused).as("refused in round %d", round).isEqualTo(1);
            assertThat(jdbc.queryForObject("SELECT count(*) FROM active_admin", Integer.class))
                    .as("ADMINs left in round %d", round)
                    .isEqualTo(1);
        }
    }

    private static int atOnce(TransactionTemplate transactions, Consumer<Object> one, Consumer<Object> other)
            throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> refused(transactions, start, one));
            var second = threads.submit(() -> refused(transactions, start, other));
            return first.get() + second.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("Only LAST_ADMIN may stop one of them", failed.getCause());
        }
    }

    private static int refused(TransactionTemplate transactions, CyclicBarrier start, Consumer<Object> work)
            throws Exception {
        start.await();
        try {
            transactions.executeWithoutResult(work::accept);
            return 0;
        } catch (CommandRefused refused) {
            assertThat(refused.refusal()).isEqualTo(LAST_ADMIN);
            return 1;
        }
    }
}
