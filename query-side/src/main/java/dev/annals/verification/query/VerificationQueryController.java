package dev.annals.verification.query;

import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import dev.annals.verification.VerificationRefusal;
import dev.annals.verification.VerificationRun;
import dev.annals.verification.VerificationRuns;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What verifications have found. */
@RestController
@RequestMapping("/api/v1/verifications")
class VerificationQueryController {

    private static final int LATEST = 20;

    private final VerificationRuns runs;
    private final Sight sight;

    VerificationQueryController(VerificationRuns runs, Sight sight) {
        this.runs = runs;
        this.sight = sight;
    }

    /** The newest twenty. */
    @GetMapping
    Page<VerificationRun> verifications(Caller caller) {
        sight.require(caller, Permission.AUDIT_VERIFY);
        return new Page<>(runs.latest(LATEST), null);
    }

    @GetMapping("/{id}")
    VerificationRun verification(@PathVariable UUID id, Caller caller) {
        sight.require(caller, Permission.AUDIT_VERIFY);
        return runs.find(id).orElseThrow(() -> new CommandRefused(VerificationRefusal.VERIFICATION_NOT_FOUND));
    }
}
