package dev.annals.foundation.store;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * H2 gives its file up for good when a write has failed, as on a full disk, and threads that are in it then may never
 * come out. So commands are refused while there is room left for everything else, and should a write fail after all the
 * process ends: the next start reads the file as a crash would have left it, with all that was acknowledged.
 */
final class H2File implements MessageHandlerInterceptor<CommandMessage<?>>, SmartLifecycle {

    /** An error of input or output, as {@code sysexits.h} has it. */
    static final int GIVEN_UP = 74;

    private static final Logger LOG = LoggerFactory.getLogger(H2File.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int CLOSED = 90098;
    private static final String WHERE = "SELECT database_path(), (SELECT count(*) FROM store_identity)";

    private final DataSource dataSource;
    private final long leastBytes;
    private final Semaphore end = new Semaphore(0);
    private volatile @Nullable Path folder;

    /** @param leastBytes with less room than that commands are refused */
    H2File(DataSource dataSource, long leastBytes) {
        this.dataSource = dataSource;
        this.leastBytes = leastBytes;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        var place = folder;
        if (place != null && Files.getFileStore(place).getUsableSpace() < leastBytes)
            throw new CommandRefused(SharedRefusal.UNAVAILABLE);
        return chain.proceed();
    }

    @Override
    public void start() {
        folder = folderOfFile();
        if (folder != null) Thread.ofPlatform().daemon().name("annals-h2").start(this::watch);
    }

    private @Nullable Path folderOfFile() {
        if (Database.of(dataSource).isPostgres()) return null;
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(WHERE)) {
            var file = row.next() ? row.getString(1) : null;
            return file == null ? null : Path.of(file).toAbsolutePath().getParent();
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    private void watch() {
        try {
            while (!end.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) look();
        } catch (InterruptedException stopped) {
            LOG.debug("No longer watched");
        }
    }

    private void look() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(WHERE);
        } catch (SQLException e) {
            if (folder == null || !isGivenUp(e)) return;
            LOG.error("H2 has given its file up: this process ends, start it again. {}", e.getMessage());
            Runtime.getRuntime().halt(GIVEN_UP);
        }
    }

    private static boolean isGivenUp(SQLException failure) {
        var causes = Stream.<@Nullable Throwable>iterate(
                        failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
                .limit(50)
                .toList();
        return failure.getErrorCode() == CLOSED && causes.stream().anyMatch(IOException.class::isInstance);
    }

    @Override
    public void stop() {
        folder = null;
        end.release();
    }

    @Override
    public boolean isRunning() {
        return folder != null;
    }
}
