package dev.annals.campaign.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CampaignRows extends Repository<CampaignRow, UUID> {

    Optional<CampaignRow> findByCampaignId(UUID campaignId);

    /** The phases are told apart as {@code CampaignState} does; an empty one means all. */
    @Query("""
            select c from CampaignRow c
            where c.logIndex < :before and (:everything = true or (c.visibility = PUBLIC and c.state <> DRAFT))
            and (:phase = ''
              or (:phase = 'DRAFT' and c.state = DRAFT)
              or (:phase = 'CLOSED' and (c.state = ENDED or (c.state in (ACTIVE, PAUSED) and c.endsAt <= :now)))
              or (:phase = 'PAUSED' and c.state = PAUSED and c.endsAt > :now)
              or (:phase = 'SCHEDULED' and c.state = ACTIVE and c.startsAt > :now and c.endsAt > :now)
              or (:phase = 'OPEN' and c.state = ACTIVE and c.startsAt <= :now and c.endsAt > :now))
            order by c.generation desc, c.logIndex desc""")
    List<CampaignRow> before(long before, boolean everything, String phase, Instant now, Limit limit);
}
