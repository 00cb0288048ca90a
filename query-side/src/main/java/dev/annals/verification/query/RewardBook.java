package dev.annals.verification.query;

import dev.annals.campaign.RewardId;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversalRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimId;
import dev.annals.reward.ItemEvent.ItemDefined;
import dev.annals.reward.RewardEvent;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardItemAdded;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.reward.RewardItem;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rewards: on what terms each is given, how much is left in each bucket, and what became of every claim. */
final class RewardBook implements Book {

    private final Expected catalogue = new Expected("reward_catalogue", "reward_id");
    private final Expected claims = new Expected("claim_history", "entry");
    private final Expected items = new Expected("reward_item", "item_id");
    private final Expected content = new Expected("reward_content", "reward_id", "place");
    private final Expected terms = new Expected("reward_terms", "reward_id");
    private final Expected stock = new Expected("reward_stock", "reward_id", "bucket");
    private final Expected refusals = new Expected("claim_refusal", "user_id", "campaign_id", "reward_id", "code");
    private final Map<UUID, long[]> left = new HashMap<>();
    private final Map<UUID, long[]> counted = new HashMap<>();

    @Override
    public void read(Logged logged) {
        if (logged.event() instanceof ItemDefined e)
            items.put(e.itemId().value()).with("item", e.item()).with("quantity", e.quantity());
        else if (logged.event() instanceof RewardEvent event) define(event, logged);
        else if (logged.event() instanceof ClaimEvent event) claim(event, logged);
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(new ReadModel("reward-catalogue", catalogue), new ReadModel("claim-history", claims));
    }

    @Override
    public List<Expected> writeSide() {
        left.forEach((rewardId, buckets) -> {
            for (var bucket = 0; bucket < buckets.length; bucket++)
                stock.put(rewardId, (long) bucket).with("available", buckets[bucket]);
        });
        counted.forEach((rewardId, counts) ->
                terms.change(rewardId).with("version", counts[0]).with("returned", counts[1]));
        return List.of(items, content, terms, stock, refusals);
    }

    private void define(RewardEvent event, Logged logged) {
        catalogue.concernedBy(logged);
        var id = event.rewardId().value();
        if (!(event instanceof RewardDefined)) known(counted, id)[0]++;
        switch (event) {
            case RewardDefined e -> open(id, e, logged);
            case RewardItemAdded e -> fill(id, e.items());
            case RewardRestocked e -> {
                catalogue.change(id).with("stock", e.total());
                add(id, e.stock());
            }
            case RewardRetired e -> {
                catalogue.change(id).with("retired", true);
                terms.change(id).with("retired", true);
                if (e.quantity() != 0) catalogue.change(id).with("stock", e.total());
                var buckets = left.get(id);
                if (buckets != null) Arrays.fill(buckets, 0);
            }
        }
    }

    private void open(UUID id, RewardDefined e, Logged logged) {
        catalogue
                .put(id)
                .with("title", e.title())
                .with("description", e.description())
                .with("stock", e.limited() ? e.stock().stream().reduce(0L, Long::sum) : null)
                .with("per_user_limit", e.perUserLimit())
                .with("delivery", e.delivery())
                .with("retired", false)
                .with("defined_at", logged.at())
                .with("log_index", logged.index());
        terms.put(id)
                .with("title", e.title())
                .with("buckets", e.stock().size())
                .with("per_user_limit", e.perUserLimit())
                .with("delivery", e.delivery())
                .with("retired", false);
        counted.put(id, new long[2]);
        if (e.limited()) {
            left.put(id, new long[e.stock().size()]);
            add(id, e.stock());
        }
        fill(id, e.items());
    }

    private void fill(UUID id, List<RewardItem> contents) {
        catalogue.change(id).with("items", RewardTexts.items(contents));
        for (var place = 0; place < contents.size(); place++) {
            var item = contents.get(place);
            content.put(id, (long) place)
                    .with(
                            "item_id",
                            item.itemId() == null ? null : item.itemId().value())
                    .with("item", item.item())
                    .with("quantity", item.quantity());
        }
    }

    private void add(UUID id, List<Long> changes) {
        for (var bucket = 0; bucket < changes.size(); bucket++) known(left, id)[bucket] += changes.get(bucket);
    }

    private void claim(ClaimEvent event, Logged logged) {
        claims.concernedBy(logged);
        switch (event) {
            case RewardClaimed e -> {
                move(e.rewardId(), e.bucket(), -1);
                entry(e.claimId().text(), e, logged)
                        .with("status", "CLAIMED")
                        .with("number", e.number())
                        .with("delivery", e.delivery())
                        .with("items", RewardTexts.items(e.items()));
            }
            case ClaimRefused e -> refuse(e, logged);
            case ClaimDelivered e -> settle(e.claimId(), "DELIVERED", e.by(), null, logged);
            case ClaimFailed e -> settle(e.claimId(), "FAILED", e.by(), e.reason(), logged);
            case ClaimRetried e ->
                claims.change(e.claimId().text())
                        .with("status", "CLAIMED")
                        .with("settled_at", null)
                        .with("settled_by", null)
                        .with("reason", null);
            case ClaimReversed e -> {
                move(e.rewardId(), e.bucket(), 1);
                if (e.bucket() != null) known(counted, e.rewardId().value())[1]++;
                settle(e.claimId(), "REVERSED", e.by(), e.reason(), logged);
            }
            case ClaimReversalRetried e -> {}
        }
    }

    private void refuse(ClaimRefused e, Logged logged) {
        entry(logged.eventId(), e, logged)
                .with("status", "REFUSED")
                .with("code", e.code())
                .with("refusals", e.count());
        refusals.put(e.userId(), e.campaignId().value(), e.rewardId().value(), e.code())
                .with("refusals", Allowed.between(e.count(), Long.MAX_VALUE))
                .with("utc_day", e.day().toString())
                .with("event_id", logged.eventId());
    }

    private Line entry(String entry, ClaimEvent event, Logged logged) {
        return claims.put(entry)
                .with("event_id", logged.eventId())
                .with("campaign_id", event.campaignId().value())
                .with("reward_id", event.rewardId().value())
                .with("user_id", event.userId())
                .with("happened_at", logged.at())
                .with("log_index", logged.index());
    }

    private void settle(ClaimId claimId, String status, Actor by, @Nullable Personal reason, Logged logged) {
        claims.change(claimId.text())
                .with("status", status)
                .with("settled_at", logged.at())
                .with("settled_by", by)
                .with("reason", reason);
    }

    private void move(RewardId rewardId, @Nullable Integer bucket, int pieces) {
        if (bucket != null) known(left, rewardId.value())[bucket] += pieces;
    }

    private static long[] known(Map<UUID, long[]> of, UUID rewardId) {
        var known = of.get(rewardId);
        if (known == null) throw new IllegalStateException("No reward " + rewardId);
        return known;
    }
}
