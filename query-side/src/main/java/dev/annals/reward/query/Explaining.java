package dev.annals.reward.query;

import dev.annals.campaign.CampaignQuery.FactsUpTo;
import dev.annals.campaign.Evaluation;
import dev.annals.campaign.Facts;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.store.LogEntries;
import dev.annals.foundation.store.LogEntry;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimEvidence;
import dev.annals.reward.ClaimExplanation;
import dev.annals.reward.ClaimExplanation.Decisive;
import dev.annals.reward.ClaimFacts;
import dev.annals.reward.ClaimId;
import dev.annals.reward.ClaimRules;
import dev.annals.reward.RewardQuery.Explain;
import dev.annals.reward.RewardRefusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides a claim once more from what the log says up to the decision, by the same rules, and says whether the answer is the
 * same.
 */
@Component
class Explaining {

    private static final String GRANTED = "GRANTED";

    private final LogEntries log;
    private final StockSums stock;
    private final Questions questions;

    Explaining(LogEntries log, StockSums stock, Questions questions) {
        this.log = log;
        this.stock = stock;
        this.questions = questions;
    }

    @QueryHandler
    Optional<ClaimExplanation> answer(Explain query) {
        return log.withIds(List.of(query.eventId())).stream().findAny().flatMap(entry -> switch (entry.event()) {
            case RewardClaimed e -> Optional.of(explain(entry, e, e.evidence(), e.claimId(), null));
            case ClaimRefused e -> Optional.of(explain(entry, e, e.evidence(), null, RewardRefusal.valueOf(e.code())));
            default -> Optional.empty();
        });
    }

    private ClaimExplanation explain(
            LogEntry decision,
            ClaimEvent claim,
            ClaimEvidence evidence,
            @Nullable ClaimId claimId,
            @Nullable RewardRefusal refusal) {
        var before = decision.index() - 1;
        var campaign =
                CampaignThen.of(log.ofStream(claim.campaignId().toString(), before), evidence.campaignRevision());
        var reward = RewardThen.of(log.ofStream("reward:" + claim.rewardId(), before), evidence.rewardVersion());
        var user = UserThen.of(log.ofStream(claim.userId().toString(), before));
        var earlier = earlier(claim, reward.perUserLimit(), before);
        var facts = questions.ask(new FactsUpTo(claim.userId(), campaign.window(), before), Facts.class);
        var progress = Evaluation.of(campaign.condition(), campaign.window(), facts, evidence.at());
        var known = new ClaimFacts(
                user.active(),
                campaign.phaseAt(evidence.at()),
                campaign.gives(claim.rewardId()),
                reward.retired(),
                user.active() ? earlier.size() : 0,
                reward.perUserLimit(),
                progress.isMet());
        var available = available(claim, reward, evidence, refusal != null, decision.index());
        var again = ClaimRules.refusalOf(known, () -> available == null || available > 0);
        var events = new ArrayList<LogEntry>();
        events.addAll(campaign.events());
        events.addAll(reward.events());
        events.addAll(user.events());
        events.addAll(earlier);
        events.addAll(log.withIds(progress.counted().events()));
        return new ClaimExplanation(
                decision.eventId(),
                claimId,
                claim.campaignId(),
                claim.rewardId(),
                claim.userId(),
                evidence.at(),
                refusal == null ? GRANTED : refusal.name(),
                refusal == null ? "Everything that the rules ask for was there." : refusal.sentence(),
                decision.index(),
                evidence,
                known,
                available,
                again == null ? GRANTED : again.name(),
                again == refusal,
                decisive(events));
    }

    private List<LogEntry> earlier(ClaimEvent claim, int limit, long upTo) {
        var streams = IntStream.rangeClosed(1, limit)
                .mapToObj(number -> new ClaimId(claim.campaignId(), claim.rewardId(), claim.userId(), number).text())
                .toList();
        return log.beginningsOf(streams, upTo);
    }

    /**
     * What was left of it; absent where it was not limited. A refusal says up to which restocking and return it knew: a
     * later one may stand before it in the log and not have been there yet.
     */
    private @Nullable Long available(
            ClaimEvent claim, RewardThen reward, ClaimEvidence evidence, boolean refused, long index) {
        if (!reward.limited()) return null;
        var rewardId = claim.rewardId().value();
        return refused
                ? reward.stock()
                        + evidence.returned()
                        - stock.before(rewardId, index).claimed()
                : Long.valueOf(stock.before(rewardId, index).available());
    }

    private static List<Decisive> decisive(List<LogEntry> events) {
        return events.stream()
                .sorted(Comparator.comparingLong(LogEntry::index))
                .map(entry -> new Decisive(entry.index(), entry.eventId(), entry.type(), entry.at()))
                .distinct()
                .toList();
    }
}
