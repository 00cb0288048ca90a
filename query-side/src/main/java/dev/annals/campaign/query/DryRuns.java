package dev.annals.campaign.query;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.DryRun.State;
import dev.annals.campaign.Evaluation;
import dev.annals.shared.CommandRefused;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tries a campaign on the past by the same evaluation that judges claims: one at a time in each process, a page of users
 * at a time, and it looks after each page whether somebody wants it to stop.
 */
@Component
class DryRuns {

    private static final Logger LOG = LoggerFactory.getLogger(DryRuns.class);
    private static final int MOST_WAITING = 10;
    private static final int PATIENCE_SECONDS = 5;

    private final PastFacts facts;
    private final DryRunTable table;
    private final Clock clock = Clock.systemUTC();
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor one = new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> new Thread(work, "dry-run"));

    DryRuns(PastFacts facts, DryRunTable table) {
        this.facts = facts;
        this.table = table;
    }

    /** Begins as soon as the others are done; refuses where too many are waiting. */
    UUID request(CampaignId campaignId, CampaignDefinition definition, CampaignWindow window) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        table.add(id, campaignId, window, now);
        waiting.add(id);
        try {
            one.execute(() -> run(id, definition, window, now));
        } catch (RejectedExecutionException full) {
            waiting.remove(id);
            table.end(id, State.CANCELLED, 0, 0, new TreeMap<>(), now);
            throw new CommandRefused(CampaignRefusal.TOO_MANY_DRY_RUNS);
        }
        return id;
    }

    /** Says of all that they ended here: whoever waits for one can ask for another. */
    @PreDestroy
    void stop() throws InterruptedException {
        one.shutdownNow();
        one.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (var id : waiting) table.end(id, State.INTERRUPTED, 0, 0, new TreeMap<>(), clock.instant());
    }

    private void run(UUID id, CampaignDefinition definition, CampaignWindow window, Instant now) {
        waiting.remove(id);
        try {
            evaluate(id, definition, window, now);
        } catch (RuntimeException e) {
            LOG.warn("Dry run {} failed: {}", id, e.getClass().getName());
            table.end(id, State.INTERRUPTED, 0, 0, new TreeMap<>(), clock.instant());
        }
    }

    private void evaluate(UUID id, CampaignDefinition definition, CampaignWindow window, Instant now) {
        var users = facts.users();
        var days = new TreeMap<LocalDate, Long>();
        var seen = 0L;
        var page = facts.after(null, window);
        while (page != null) {
            if (Thread.currentThread().isInterrupted()) throw new IllegalStateException("This process ends");
            for (var known : page.facts().values()) {
                var metAt = Evaluation.of(definition.condition(), window, known, now)
                        .metAt();
                if (metAt != null) days.merge(window.dayOf(metAt), 1L, Long::sum);
            }
            table.areAlive(waiting, clock.instant());
            seen += page.facts().size();
            if (!table.goesOn(id, seen, Math.max(seen, users), days, clock.instant())) {
                table.end(id, State.CANCELLED, seen, Math.max(seen, users), days, clock.instant());
                return;
            }
            page = facts.after(page.last(), window);
        }
        table.end(id, State.DONE, seen, seen, days, clock.instant());
    }
}
