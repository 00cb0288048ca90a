package dev.annals.verification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One verification, wished or done.
 *
 * @param kept a head that was written down elsewhere, to be found on the chain
 * @param process which process works or has worked on it
 * @param events how many events were read
 * @param differences how many differences there are in all
 * @param detail what was found, in a sentence
 * @param found the first differences, one each
 */
public record VerificationRun(
        UUID operationId,
        VerificationSubject subject,
        State state,
        @Nullable String kept,
        Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable String process,
        @Nullable Long events,
        @Nullable Long differences,
        @Nullable String detail,
        List<String> found) {

    /** How far it is. */
    public enum State {
        REQUESTED,
        RUNNING,
        DONE,
        FAILED
    }
}
