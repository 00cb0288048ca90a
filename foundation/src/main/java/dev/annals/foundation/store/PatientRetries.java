package dev.annals.foundation.store;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Tries a command again when somebody else was quicker or the database chose it as the victim; nothing else. It waits on
 * the calling thread, whose request context stays what it is. A command inside another one's unit of work is not tried
 * again by itself: the transaction is lost, so the outermost command is tried again as a whole.
 */
final class PatientRetries implements RetryScheduler {

    private static final int TRIES = 10;
    private static final long FIRST_MILLIS = 4;
    private static final long LONGEST_MILLIS = 400;

    @Override
    public boolean scheduleRetry(
            @SuppressWarnings("rawtypes") CommandMessage command,
            RuntimeException failure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (CurrentUnitOfWork.isStarted() || failures.size() >= TRIES || !SqlStates.isWorthAnotherTry(failure))
            return false;
        try {
            Thread.sleep(pause(failures.size()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        dispatch.run();
        return true;
    }

    /** Doubles each time, half to one and a half of it at random, so that the same two do not meet again. */
    private static long pause(int failures) {
        var middle = Math.min(FIRST_MILLIS << (failures - 1), LONGEST_MILLIS);
        return ThreadLocalRandom.current().nextLong(middle / 2, middle * 3 / 2 + 1);
    }
}
