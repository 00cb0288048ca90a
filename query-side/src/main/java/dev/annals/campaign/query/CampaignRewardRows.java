package dev.annals.campaign.query;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface CampaignRewardRows extends Repository<CampaignRewardRow, CampaignRewardRow.Key> {

    List<CampaignRewardRow> findByCampaignIdIn(Collection<UUID> campaignIds);
}
