package dev.annals.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is wished of the verifier: rows that any process picks up. */
public interface VerificationRuns {

    /** Writes a wish down in the current transaction. */
    void wish(UUID operationId, VerificationSubject subject, @Nullable String kept);

    /** Wishes it by itself, where nobody has for so long; those before this process has started do not count as long ago. */
    void wishIfDue(VerificationSubject subject, Duration interval, Instant started);

    /** Whether one is wished or under way. */
    boolean isUnderWay(VerificationSubject subject);

    /** What became of one. */
    Optional<VerificationRun> find(UUID operationId);

    /** The newest first. */
    List<VerificationRun> latest(int limit);

    /** The last one that came to an end by itself. */
    Optional<VerificationRun> lastDone(VerificationSubject subject);

    /** Takes the oldest wish upon this process. */
    Optional<VerificationRun> claim(Duration lease);

    /** Says that this process is still at it. */
    void renew(UUID operationId, Duration lease);

    /** Writes down what was found. */
    void finish(UUID operationId, long events, long differences, String detail, List<String> found);

    /** Writes down that it came to no end. */
    void fail(UUID operationId, String detail);
}
