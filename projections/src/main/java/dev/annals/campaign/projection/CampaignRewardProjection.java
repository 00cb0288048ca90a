package dev.annals.campaign.projection;

import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps one row per reward that is attached to a campaign now. */
@Component
@ProcessingGroup("campaign-reward")
class CampaignRewardProjection implements Projection {

    private static final ReadTable TABLE =
            ReadTable.named("campaign_reward_rows", "campaign_id", "reward_id").with("attached_at");

    private final ReadRows rows;

    CampaignRewardProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return ((CampaignEvent) event.getPayload()).campaignId();
    }

    @EventHandler
    void project(RewardAttached attached, @Timestamp Instant at) {
        rows.put(row(attached.campaignId(), attached.rewardId()).with("attached_at", at));
    }

    @EventHandler
    void project(RewardDetached detached) {
        rows.remove(row(detached.campaignId(), detached.rewardId()));
    }

    private static Row row(CampaignId campaignId, RewardId rewardId) {
        return Row.of("campaign_id", campaignId.value()).with("reward_id", rewardId.value());
    }
}
