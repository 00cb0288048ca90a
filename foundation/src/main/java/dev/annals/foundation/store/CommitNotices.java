package dev.annals.foundation.store;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Processes that share a PostgreSQL tell each other of commits. Not in the transaction of the events: NOTIFY takes a
 * lock of the whole database at commit. Many commits at a time make one notice; one that is lost costs the fetch delay.
 */
final class CommitNotices implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CommitNotices.class);
    private static final String CHANNEL = "annals_events";
    private static final int LISTEN_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 3;
    private static final int REST_MILLIS = 1_000;

    private final DataSource dataSource;
    private final Runnable onNotice;
    private final String self = UUID.randomUUID().toString();
    private final Semaphore commits = new Semaphore(0);
    private volatile boolean running;

    CommitNotices(DataSource dataSource, Runnable onNotice) {
        this.dataSource = dataSource;
        this.onNotice = onNotice;
    }

    /** Called after a commit. */
    void committed() {
        if (running && commits.availablePermits() == 0) commits.release();
    }

    @Override
    public void start() {
        if (!Database.of(dataSource).isPostgres()) return;
        running = true;
        thread("annals-notify", this::send);
        thread("annals-listen", this::listen);
    }

    private void thread(String name, Loop loop) {
        Thread.ofPlatform().name(name).daemon().start(() -> {
            while (running) {
                try {
                    loop.run();
                } catch (SQLException e) {
                    if (running) LOG.warn("Commits of other processes are seen late: {}", e.getMessage());
                    rest();
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    private interface Loop {
        void run() throws SQLException, InterruptedException;
    }

    private void rest() {
        try {
            Thread.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void send() throws SQLException, InterruptedException {
        commits.acquire();
        commits.drainPermits();
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, self);
            statement.execute();
            if (!connection.getAutoCommit()) connection.commit();
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    private void listen() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("listen " + CHANNEL);
            onNotice.run();
            var notices = connection.unwrap(PGConnection.class);
            while (running) {
                for (var notice : notices.getNotifications(LISTEN_MILLIS))
                    if (!notice.getParameter().equals(self)) {
                        onNotice.run();
                        break;
                    }
            }
            statement.execute("unlisten " + CHANNEL);
        }
    }

    @Override
    public void stop() {
        running = false;
        commits.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
