package dev.annals.campaign.command;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.Campaigns;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.store.ColumnJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The campaigns as the rules need them, written in the transaction of the events and read without a lock. */
@Component
class StandingTable implements Campaigns {

    private static final String FIND = """
            SELECT s.definition, s.state, s.revision, s.changed_at, a.reward_id
            FROM campaign_standing s LEFT JOIN campaign_attachment a ON a.campaign_id = s.campaign_id
            WHERE s.campaign_id = ?""";

    private final JdbcTemplate jdbc;

    StandingTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<CampaignStanding> standingOf(CampaignId campaignId) {
        return Objects.requireNonNull(jdbc.query(
                FIND,
                rows -> rows.next() ? Optional.of(standing(campaignId, rows)) : Optional.<CampaignStanding>empty(),
                campaignId.value()));
    }

    void put(CampaignStanding standing) {
        var id = standing.campaignId().value();
        var values = new Object[] {
            ColumnJson.write(standing.definition()),
            standing.state().name(),
            standing.revision(),
            standing.changedAt().atOffset(ZoneOffset.UTC),
            id
        };
        var changed = jdbc.update(
                "UPDATE campaign_standing SET definition = ?, state = ?, revision = ?, changed_at = ?"
                        + " WHERE campaign_id = ?",
                values);
        if (changed == 0)
            jdbc.update(
                    "INSERT INTO campaign_standing (definition, state, revision, changed_at, campaign_id)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    values);
        jdbc.update("DELETE FROM campaign_attachment WHERE campaign_id = ?", id);
        jdbc.batchUpdate(
                "INSERT INTO campaign_attachment (campaign_id, reward_id) VALUES (?, ?)",
                standing.rewards().stream()
                        .map(reward -> new Object[] {id, reward.value()})
                        .toList());
    }

    private static CampaignStanding standing(CampaignId campaignId, ResultSet rows) throws SQLException {
        var definition = ColumnJson.read(rows.getString("definition"), CampaignDefinition.class);
        var state = CampaignState.valueOf(rows.getString("state"));
        var revision = rows.getLong("revision");
        var changedAt = rows.getObject("changed_at", OffsetDateTime.class).toInstant();
        var rewards = new TreeSet<RewardId>();
        do {
            var reward = rows.getObject("reward_id", UUID.class);
            if (reward != null) rewards.add(new RewardId(reward));
        } while (rows.next());
        return new CampaignStanding(campaignId, definition, state, rewards, revision, changedAt);
    }
}
