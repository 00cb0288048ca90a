package dev.annals.campaign.projection;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.campaign.CampaignState;
import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.foundation.store.ColumnJson;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/** Keeps one row per campaign. */
@Component
@ProcessingGroup("campaign")
class CampaignProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("campaign_rows", "campaign_id")
            .with("definition", "starts_at", "ends_at", "visibility", "state")
            .with("revision", "changed_at", "log_index");

    private final ReadRows rows;

    CampaignProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return ((CampaignEvent) event.getPayload()).campaignId();
    }

    @EventHandler
    void project(CampaignEvent event, EventMessage<?> message, @SequenceNumber long sequence) {
        var row = Row.of("campaign_id", event.campaignId().value())
                .with("revision", sequence + 1)
                .with("changed_at", message.getTimestamp());
        switch (event) {
            case CampaignDrafted e ->
                rows.put(defined(row, e.definition())
                        .with("state", CampaignState.DRAFT)
                        .with("log_index", Origin.of(message).index()));
            case CampaignEdited e -> rows.change(defined(row, e.definition()));
            case CampaignActivated e -> rows.change(row.with("state", CampaignState.ACTIVE));
            case CampaignPaused e -> rows.change(row.with("state", CampaignState.PAUSED));
            case CampaignResumed e -> rows.change(row.with("state", CampaignState.ACTIVE));
            case CampaignEnded e -> rows.change(row.with("state", CampaignState.ENDED));
            case RewardAttached e -> rows.change(row);
            case RewardDetached e -> rows.change(row);
        }
    }

    private static Row defined(Row row, CampaignDefinition definition) {
        return row.with("definition", ColumnJson.write(definition))
                .with("starts_at", definition.window().start())
                .with("ends_at", definition.window().end())
                .with("visibility", definition.visibility());
    }
}
