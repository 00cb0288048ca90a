package dev.annals.audit.query;

import dev.annals.audit.AuditRefusal;
import dev.annals.foundation.evidence.AuditChain;
import dev.annals.foundation.evidence.ChainStatus;
import dev.annals.foundation.evidence.PublicSealKey;
import dev.annals.foundation.evidence.Seal;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the log is chained and sealed. The newest seal and the keys are everybody's, to be kept elsewhere. */
@RestController
class ChainController {

    /** With these seals are checked; the oldest first. */
    record Keys(List<PublicSealKey> keys) {}

    private final AuditChain chain;
    private final Sight sight;

    ChainController(AuditChain chain, Sight sight) {
        this.chain = chain;
        this.sight = sight;
    }

    @GetMapping("/api/v1/audit/chain")
    ChainStatus chain(Caller caller) {
        sight.require(caller, Permission.AUDIT_READ);
        return chain.status();
    }

    @GetMapping("/.well-known/audit-head.json")
    Seal head() {
        return chain.seal().orElseThrow(() -> new CommandRefused(AuditRefusal.NOTHING_SEALED));
    }

    @GetMapping("/.well-known/audit-keys.json")
    Keys keys() {
        return new Keys(chain.keys());
    }
}
