package dev.annals.verification.query;

import dev.annals.foundation.evidence.Rounds;
import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.verification.VerificationRun;
import dev.annals.verification.VerificationRuns;
import dev.annals.verification.VerificationSubject;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for wishes to verify, wishes by itself once a day, and says what came of it. */
@Component
@EnableConfigurationProperties(VerificationSettings.class)
class VerificationLoop implements SmartLifecycle, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationLoop.class);

    private final VerificationRuns runs;
    private final Verifier verifier;
    private final VerificationSettings settings;
    private final boolean runHere;
    private final Instant started = Instant.now();
    private final Map<VerificationSubject, Double> differences = new EnumMap<>(VerificationSubject.class);
    private final Rounds rounds;

    VerificationLoop(VerificationRuns runs, Verifier verifier, VerificationSettings settings, Roles roles) {
        this.runs = runs;
        this.verifier = verifier;
        this.settings = settings;
        this.runHere = roles.has(Role.PROJECTIONS);
        this.rounds = new Rounds("verification", settings.lookInterval(), this::round);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var subject : VerificationSubject.values())
            Gauge.builder("annals.verification.differences", () -> differences(subject))
                    .tag("subject", subject.name().toLowerCase(java.util.Locale.ROOT))
                    .register(registry);
    }

    private double differences(VerificationSubject subject) {
        synchronized (differences) {
            return differences.getOrDefault(subject, Double.NaN);
        }
    }

    @Override
    public void start() {
        if (runHere) rounds.start();
    }

    private void round() {
        try {
            for (var subject : VerificationSubject.values()) {
                if (settings.interval().isPositive()) runs.wishIfDue(subject, settings.interval(), started);
                runs.lastDone(subject).ifPresent(this::remember);
            }
            runs.claim(settings.lease()).ifPresent(this::carryOut);
        } catch (RuntimeException failure) {
            LOG.debug("Wishes to verify are not looked for right now", failure);
        }
    }

    private void remember(VerificationRun run) {
        var found = run.differences();
        synchronized (differences) {
            if (found != null) differences.put(run.subject(), found.doubleValue());
        }
    }

    private void carryOut(VerificationRun run) {
        try (var renewal = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("verification-lease").factory())) {
            var third = settings.lease().toMillis() / 3;
            renewal.scheduleAtFixedRate(
                    () -> runs.renew(run.operationId(), settings.lease()), third, third, TimeUnit.MILLISECONDS);
            verifier.verify(run);
            renewal.shutdownNow();
            runs.find(run.operationId()).ifPresent(VerificationLoop::say);
        } catch (RuntimeException failure) {
            LOG.warn("Verification of {} failed", run.subject(), failure);
            runs.fail(run.operationId(), "It failed: " + failure.getClass().getName());
        }
    }

    private static void say(VerificationRun done) {
        var found = done.differences();
        if (found != null && found == 0) LOG.info("Verification of {}: {}", done.subject(), done.detail());
        else LOG.error("VERIFICATION of {}: {} {}", done.subject(), done.detail(), done.found());
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.areRunning();
    }
}
