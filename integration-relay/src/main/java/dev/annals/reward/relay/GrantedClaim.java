package dev.annals.reward.relay;

import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimId;
import dev.annals.reward.RewardItem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A claim that its receiver is to be told of: that it was granted, or that it was taken back.
 *
 * @param at what the store's clock said when it was granted, or taken back
 * @param since when it was granted, was to be told again, or was taken back
 */
record GrantedClaim(RewardClaimed granted, Instant at, Instant since, boolean isReversed) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** To be told again, the same as before. */
    GrantedClaim again(Instant since) {
        return new GrantedClaim(granted, at, since, isReversed);
    }

    /** Taken back. */
    GrantedClaim reversed(Instant at) {
        return new GrantedClaim(granted, at, at, true);
    }

    ClaimId claimId() {
        return granted.claimId();
    }

    /** The same at every try: by this the receiver knows what it has heard before. */
    String messageId() {
        return isReversed ? claimId().text() + ":reversed" : claimId().text();
    }

    /** The same bytes at every try. Nothing in it tells who the player is but his id. */
    byte[] body() {
        var data = new LinkedHashMap<String, Object>();
        data.put("claim_id", granted.claimId().text());
        data.put("campaign_id", granted.campaignId().toString());
        data.put("reward_id", granted.rewardId().toString());
        data.put("user_id", granted.userId().toString());
        data.put("number", granted.number());
        data.put("items", items());
        var message = new LinkedHashMap<String, Object>();
        message.put("type", isReversed ? "claim.reversed" : "claim.granted");
        message.put("timestamp", at.toString());
        message.put("data", data);
        return JSON.writeValueAsBytes(message);
    }

    private List<Map<String, Object>> items() {
        return granted.items().stream().map(GrantedClaim::item).toList();
    }

    private static Map<String, Object> item(RewardItem item) {
        var said = new LinkedHashMap<String, Object>();
        if (item.itemId() != null) said.put("item_id", item.itemId().toString());
        said.put("item", item.item());
        said.put("quantity", item.quantity());
        return said;
    }
}
