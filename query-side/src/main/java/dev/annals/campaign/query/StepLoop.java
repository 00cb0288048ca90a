package dev.annals.campaign.query;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Counts what has happened in the campaigns that run, so that whoever looks at one waits for little. */
@Component
class StepLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StepLoop.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** What somebody did at the end may be heard of later. */
    private static final Duration RECENTLY = Duration.ofDays(1);

    private final StepCounter counter;
    private final StepTable table;
    private final ReadModels readModels;
    private final boolean runHere;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    StepLoop(StepCounter counter, StepTable table, ReadModels readModels, Roles roles) {
        this.counter = counter;
        this.table = table;
        this.readModels = readModels;
        this.runHere = roles.has(Role.PROJECTIONS);
    }

    @Override
    public void start() {
        if (runHere)
            thread = Thread.ofPlatform().daemon().name("campaign-steps").start(this::loop);
    }

    private void loop() {
        try {
            while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) round();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            var now = clock.instant();
            var upTo = readModels.seenUpTo(CampaignQueryHandler.FACTS);
            for (var campaignId : table.behind(upTo, now, now.minus(RECENTLY))) {
                if (stopped.getCount() == 0) return;
                counter.count(campaignId);
            }
        } catch (RuntimeException failure) {
            LOG.debug("Campaigns are not counted right now", failure);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        var current = thread;
        if (current == null) return;
        try {
            current.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null && stopped.getCount() > 0;
    }
}
