package dev.annals.audit.query;

import dev.annals.audit.RewardAsOf;
import dev.annals.audit.RewardDifference;
import dev.annals.audit.UserDifference.Step;
import dev.annals.audit.query.LoggedEvents.Logged;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.query.Questions;
import dev.annals.reward.RewardEvent;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardItemAdded;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.reward.RewardQuery.StockUpTo;
import dev.annals.reward.StockThen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What there was of one reward: its own stream is read, and the sums of its ledger. */
@Component
class RewardTravel {

    private final LoggedEvents log;
    private final Questions questions;

    RewardTravel(LoggedEvents log, Questions questions) {
        this.log = log;
        this.questions = questions;
    }

    /** Absent where it was not defined by then. */
    Optional<RewardAsOf> reward(RewardId rewardId, long position) {
        return fold(events(rewardId, position), position);
    }

    /** Absent where it was not defined by the second. */
    Optional<RewardDifference> difference(RewardId rewardId, long from, long to) {
        var all = events(rewardId, to);
        var before = fold(all.stream().filter(event -> event.index() <= from).toList(), from)
                .orElse(null);
        var steps = all.stream()
                .filter(event -> event.index() > from)
                .map(event -> new Step(event.index(), event.type(), event.at()))
                .toList();
        return fold(all, to).map(after -> new RewardDifference(before, after, changed(before, after), steps));
    }

    private List<Logged> events(RewardId rewardId, long position) {
        return log.ofStreams(List.of("reward:" + rewardId), position);
    }

    private Optional<RewardAsOf> fold(List<Logged> events, long position) {
        if (events.isEmpty() || !(events.getFirst().event() instanceof RewardDefined defined)) return Optional.empty();
        var items = defined.items();
        var retired = false;
        for (var logged : events) {
            switch ((RewardEvent) logged.event()) {
                case RewardDefined e -> items = e.items();
                case RewardItemAdded e -> items = e.items();
                case RewardRestocked e -> {}
                case RewardRetired e -> retired = true;
            }
        }
        return Optional.of(new RewardAsOf(
                position,
                events.getLast().at(),
                defined.rewardId(),
                defined.title(),
                defined.description(),
                items,
                defined.perUserLimit(),
                defined.delivery(),
                retired,
                stock(defined, position)));
    }

    private @Nullable StockThen stock(RewardDefined defined, long position) {
        return defined.limited() ? questions.ask(new StockUpTo(defined.rewardId(), position), StockThen.class) : null;
    }

    private static List<String> changed(@Nullable RewardAsOf one, RewardAsOf other) {
        if (one == null) return List.of("reward_id");
        var changed = new ArrayList<String>();
        if (!one.items().equals(other.items())) changed.add("items");
        if (one.retired() != other.retired()) changed.add("retired");
        if (!Objects.equals(one.stock(), other.stock())) changed.add("stock");
        return changed;
    }
}
