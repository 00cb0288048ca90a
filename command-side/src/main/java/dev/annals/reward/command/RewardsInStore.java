package dev.annals.reward.command;

import static java.util.stream.Collectors.toMap;

import dev.annals.campaign.KnownRewards;
import dev.annals.campaign.RewardId;
import dev.annals.reward.RewardItem;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What campaigns must know of rewards. */
@Component
class RewardsInStore implements KnownRewards {

    private final Terms terms;
    private final Stock stock;

    RewardsInStore(Terms terms, Stock stock) {
        this.terms = terms;
        this.stock = stock;
    }

    @Override
    public Optional<KnownReward> find(RewardId rewardId) {
        return terms.find(rewardId).map(this::known);
    }

    private KnownReward known(Terms.Of of) {
        var items = terms.items(of.rewardId()).stream()
                .collect(toMap(RewardItem::item, RewardItem::quantity, Long::sum, LinkedHashMap::new));
        return new KnownReward(
                of.rewardId(), of.title(), of.retired(), items, of.limited() ? stock.left(of.rewardId()) : null);
    }
}
