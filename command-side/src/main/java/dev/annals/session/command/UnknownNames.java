package dev.annals.session.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts sign-ins under names that nobody has. The names themselves are kept nowhere: some are mistyped passwords. */
@Component
class UnknownNames {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownNames.class);
    private static final long BETWEEN_LINES_NANOS = 60_000_000_000L;

    private final FailedSignIns failures;
    private final TransactionTemplate transaction;
    private final Counter counter;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - BETWEEN_LINES_NANOS);

    UnknownNames(FailedSignIns failures, PlatformTransactionManager transactions, MeterRegistry meters) {
        this.failures = failures;
        this.transaction = new TransactionTemplate(transactions);
        this.counter = Counter.builder("annals.sign.in.unknown")
                .description("Sign-ins under names that nobody has")
                .register(meters);
    }

    /** One more. Takes as long as recording a wrong password does. */
    void count() {
        counter.increment();
        var now = System.nanoTime();
        var last = saidAt.get();
        if (now - last >= BETWEEN_LINES_NANOS && saidAt.compareAndSet(last, now))
            LOG.info("Sign-ins under unknown names: {} since the start", (long) counter.count());
        transaction.executeWithoutResult(status -> failures.countUnknown());
    }
}
