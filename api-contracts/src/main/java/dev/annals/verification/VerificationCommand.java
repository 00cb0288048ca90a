package dev.annals.verification;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be wished of the verifier. */
public sealed interface VerificationCommand {

    /**
     * Verifies, in whichever process comes first.
     *
     * @param kept for {@code CHAIN}: a head {@code position:hash} that was written down elsewhere
     */
    record RequestVerification(
            UUID operationId,
            VerificationSubject subject,
            @Nullable String kept) implements VerificationCommand {

        /** The stream of this operation. */
        @TargetAggregateIdentifier
        public String streamId() {
            return "operation:" + operationId;
        }
    }
}
