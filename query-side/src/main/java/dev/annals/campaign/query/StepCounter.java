package dev.annals.campaign.query;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignQuery.StepsOf;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignSteps;
import dev.annals.campaign.Campaigns;
import dev.annals.campaign.query.StepTable.Count;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.shared.CommandRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts who took part and who qualified, by the evaluation that judges claims. What was counted is kept with the place up
 * to which every fact was there, and only players with a later one are judged again: whole, over the set of what they did,
 * so that a fact that comes late or twice changes what it ought to and nothing else. All are, where an edit changes what
 * counts or the facts were made anew.
 */
@Component
class StepCounter {

    /** An event may carry the time of another process's clock. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final StepPages pages;
    private final StepTable table;
    private final Campaigns campaigns;
    private final ReadModels readModels;
    private final TransactionTemplate transactions;
    private final Clock clock = Clock.systemUTC();
    private final Map<CampaignId, Lock> counting = new ConcurrentHashMap<>();

    StepCounter(
            StepPages pages,
            StepTable table,
            Campaigns campaigns,
            ReadModels readModels,
            JdbcTransactionManager transactions) {
        this.pages = pages;
        this.table = table;
        this.campaigns = campaigns;
        this.readModels = readModels;
        this.transactions = new TransactionTemplate(transactions);
    }

    @QueryHandler
    CampaignSteps answer(StepsOf query) {
        count(query.campaignId());
        return table.sums(query.campaignId());
    }

    /** Brings the steps of a campaign up to date. Whoever waits here waits in memory: the database's patience is shorter. */
    void count(CampaignId campaignId) {
        var standing = campaigns
                .standingOf(campaignId)
                .orElseThrow(() -> new CommandRefused(CampaignRefusal.CAMPAIGN_NOT_FOUND));
        var lock = counting.computeIfAbsent(standing.campaignId(), first -> new ReentrantLock());
        lock.lock();
        try {
            transactions.executeWithoutResult(status -> countLocked(campaignId));
        } finally {
            lock.unlock();
        }
    }

    private void countLocked(CampaignId campaignId) {
        var before = table.lock(campaignId);
        var definition = campaigns.standingOf(campaignId).orElseThrow().definition();
        var now = clock.instant();
        // The place first and the facts after it: whatever comes in between is judged now and once more.
        var generation = table.generationOfFacts();
        var upTo = readModels.seenUpTo(CampaignQueryHandler.FACTS);
        Count after;
        if (now.isBefore(definition.window().start())) {
            table.clear(campaignId);
            after = new Count(null, 0, 0);
        } else if (before.generation() == generation && holds(before, definition, now)) {
            pages.since(before.upTo(), campaignId, definition);
            after = new Count(definition, generation, Math.max(before.upTo(), upTo));
        } else {
            table.clear(campaignId);
            pages.all(campaignId, definition);
            after = new Count(definition, generation, upTo);
        }
        if (!after.equals(before)) table.counted(campaignId, after);
    }

    /** Whether what was counted would be counted now: an end that moved while it was ahead has let nothing in. */
    private static boolean holds(Count before, CampaignDefinition definition, Instant now) {
        var counted = before.definition();
        if (counted == null || !counted.condition().equals(definition.condition())) return false;
        var window = counted.window();
        if (window.equals(definition.window())) return true;
        var moved = definition.window();
        return window.start().equals(moved.start())
                && window.zone().equals(moved.zone())
                && window.resetHour() == moved.resetHour()
                && now.plus(CLOCKS_DIFFER).isBefore(window.end())
                && now.plus(CLOCKS_DIFFER).isBefore(moved.end());
    }
}
