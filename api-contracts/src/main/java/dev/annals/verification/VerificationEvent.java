package dev.annals.verification;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What was wished of the verifier. What it found stands in its own table, not in the log. */
public sealed interface VerificationEvent {

    UUID operationId();

    @Revision("1")
    record VerificationRequested(UUID operationId, VerificationSubject subject) implements VerificationEvent {}
}
