package dev.annals.foundation.projection;

import dev.annals.foundation.projection.ProjectionProcessors.Running;
import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.SettledLog;
import dev.annals.foundation.store.SettledLog.Page;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a generation that nobody reads yet with what is settled of the log, which is nearly all of it: only events that
 * concern it are read, one page while another is written. Its processor does the rest, and whatever does not go so: it
 * goes on from where this has come to, as the token tells that is stored with each page.
 */
final class Refill {

    private static final Logger LOG = LoggerFactory.getLogger(Refill.class);

    /** A page that cannot be written is repeated event by event, so that the culprits are parked. */
    private static final int TRIES = 2;

    private final SettledLog log;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final int segments;
    private final int pageSize;
    private final Running next;
    private volatile long filled;

    Refill(
            SettledLog log,
            TokenStore tokens,
            TransactionManager transactions,
            int segments,
            int pageSize,
            Running next) {
        this.log = log;
        this.tokens = tokens;
        this.transactions = transactions;
        this.segments = segments;
        this.pageSize = pageSize;
        this.next = next;
    }

    /** Up to which index everything is filled in. */
    long filled() {
        return filled;
    }

    /** Before the processor starts; ends where the log is no longer settled, or earlier. */
    void run(BooleanSupplier cancelled) {
        transactions.executeInTransaction(this::claim);
        var without = log.without(next.invoker()::canHandleType);
        Executor reader = task ->
                Thread.ofPlatform().daemon().name("projection-rebuild-reader").start(task);
        var end = log.end();
        var ahead = read(0, end, without, reader);
        while (filled < end && !cancelled.getAsBoolean()) {
            var page = ahead.join();
            if (page.upTo().index() == end) end = log.end();
            ahead = read(page.upTo().index(), end, without, reader);
            if (!written(page)) break;
            filled = page.upTo().index();
        }
        transactions.executeInTransaction(this::release);
    }

    private CompletableFuture<Page> read(long after, long end, Set<String> without, Executor reader) {
        return CompletableFuture.supplyAsync(
                () -> log.after(after, end, without, pageSize).opened(), reader);
    }

    private boolean written(Page page) {
        for (var attempt = 1; ; attempt++) {
            try {
                write(page);
                return true;
            } catch (RuntimeException failure) {
                if (attempt < TRIES) continue;
                LOG.warn("{} goes on in the ordinary way: {}", next.name(), failure.toString());
                return false;
            }
        }
    }

    private void write(Page page) {
        if (page.events().isEmpty()) {
            transactions.executeInTransaction(() -> store(page.upTo()));
            return;
        }
        var batch = new BatchingUnitOfWork<TrackedEventMessage<?>>(page.events());
        batch.attachTransaction(transactions);
        var result = batch.executeWithResult(
                () -> {
                    if (batch.isFirstMessage()) batch.onPrepareCommit(unitOfWork -> store(page.upTo()));
                    var event = batch.getMessage();
                    if (next.invoker().canHandleType(event.getPayloadType()))
                        next.invoker().handle(event, Segment.ROOT_SEGMENT);
                    return null;
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) throw new IllegalStateException("A page was not written", result.exceptionResult());
    }

    private void claim() {
        tokens.initializeTokenSegments(next.name(), segments, null);
        segments().forEach(segment -> tokens.fetchToken(next.name(), segment));
    }

    /** Fails where the process was thought dead and what it had filled has been swept. */
    private void store(LogToken token) {
        segments().forEach(segment -> {
            tokens.extendClaim(next.name(), segment);
            tokens.storeToken(token, next.name(), segment);
        });
    }

    private void release() {
        segments().forEach(segment -> tokens.releaseClaim(next.name(), segment));
        next.invoker().segmentReleased(Segment.ROOT_SEGMENT);
    }

    private IntStream segments() {
        return IntStream.range(0, segments);
    }
}
