package dev.annals.reward.query;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RewardRows extends Repository<RewardRow, UUID> {

    @Query("select r from RewardRow r where r.rewardId = :rewardId")
    Optional<RewardRow> find(UUID rewardId);

    @Query("select r from RewardRow r where r.logIndex < :before order by r.logIndex desc")
    List<RewardRow> before(long before, Limit limit);
}
