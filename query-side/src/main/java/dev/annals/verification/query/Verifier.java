package dev.annals.verification.query;

import dev.annals.foundation.evidence.AuditChain;
import dev.annals.foundation.evidence.KeptHead;
import dev.annals.verification.Verification;
import dev.annals.verification.VerificationRun;
import dev.annals.verification.VerificationRuns;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Carries out one wish and writes down what it found. */
@Component
class Verifier {

    private static final int MOST_FOUND = 200;
    private static final int LOOKS = 5;

    private final AuditChain chain;
    private final Verification fold;
    private final VerificationRuns runs;

    Verifier(AuditChain chain, Verification fold, VerificationRuns runs) {
        this.chain = chain;
        this.fold = fold;
        this.runs = runs;
    }

    void verify(VerificationRun run) {
        switch (run.subject()) {
            case CHAIN -> chain(run);
            case READ_MODELS -> readModels(run);
        }
    }

    private void chain(VerificationRun run) {
        var kept = run.kept();
        var findings = chain.verify(kept == null ? null : KeptHead.parse(kept));
        var found = findings.breaks().stream()
                .map(at -> at.kind() + " at " + at.position() + ": " + at.detail())
                .toList();
        var detail = (findings.isWhole()
                        ? "Whole: "
                        : "BROKEN at " + findings.breaks().getFirst().position() + ": ")
                + "%d events up to %d, %d seals, proved up to %d, head %d:%s"
                        .formatted(
                                findings.events(),
                                findings.position(),
                                findings.seals(),
                                findings.provedUpTo(),
                                findings.position(),
                                findings.hash());
        runs.finish(run.operationId(), findings.events(), found.size(), detail, found);
    }

    /** Read models that are on their way differ while others write; they are looked at again, others are not excused. */
    private void readModels(VerificationRun run) {
        var findings = fold.compare();
        for (var look = 1; look < LOOKS && !findings.areNone() && findings.mayPass(); look++) findings = fold.compare();
        var behind = findings.behind();
        var found = findings.differences().stream()
                .map(difference -> difference.kind() + " " + difference.table() + " " + difference.key() + ": "
                        + String.join(", ", difference.details())
                        + (behind.contains(difference.table()) ? " (behind)" : ""))
                .map(line -> line.replace('\n', ' '));
        var rows = findings.rows().values().stream().mapToLong(Long::longValue).sum();
        var detail = "%d differences: %d events up to %d and %d rows of %d tables compared%s"
                .formatted(
                        findings.total(),
                        findings.events(),
                        findings.head(),
                        rows,
                        findings.rows().size(),
                        behind.isEmpty()
                                ? ""
                                : ", behind: "
                                        + String.join(
                                                ", ", behind.stream().sorted().toList()));
        runs.finish(run.operationId(), findings.events(), findings.total(), detail, firstOf(found));
    }

    private static java.util.List<String> firstOf(Stream<String> found) {
        return found.limit(MOST_FOUND).toList();
    }
}
