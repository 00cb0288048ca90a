package dev.annals.campaign.query;

import static java.util.stream.Collectors.toMap;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignSteps;
import dev.annals.foundation.store.ColumnJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each player of a campaign got, and from what that was counted. */
@Component
class StepTable {

    /** The days on which a player began and met the condition. */
    record Step(LocalDate startedOn, @Nullable LocalDate qualifiedOn) {}

    /**
     * From what the steps of a campaign were counted.
     *
     * @param definition absent where nothing was
     * @param generation of the facts
     * @param upTo everything up to there is in them
     */
    record Count(@Nullable CampaignDefinition definition, int generation, long upTo) {}

    private record Line(UUID userId, Step step) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    StepTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Until the end of the transaction nobody else counts this campaign. */
    Count lock(CampaignId campaignId) {
        jdbc.sql("INSERT INTO campaign_count (campaign_id, definition, generation, counted_to)"
                        + " VALUES (:campaign, '', 0, 0) ON CONFLICT DO NOTHING")
                .param("campaign", campaignId.value())
                .update();
        return jdbc.sql("SELECT definition, generation, counted_to FROM campaign_count"
                        + " WHERE campaign_id = :campaign FOR UPDATE")
                .param("campaign", campaignId.value())
                .query((row, number) -> new Count(definition(row.getString(1)), row.getInt(2), row.getLong(3)))
                .single();
    }

    private static @Nullable CampaignDefinition definition(String json) {
        return json.isEmpty() ? null : ColumnJson.read(json, CampaignDefinition.class);
    }

    void counted(CampaignId campaignId, Count count) {
        jdbc.sql("UPDATE campaign_count SET definition = :definition, generation = :generation, counted_to = :upTo"
                        + " WHERE campaign_id = :campaign")
                .param("definition", count.definition() == null ? "" : ColumnJson.write(count.definition()))
                .param("generation", count.generation())
                .param("upTo", count.upTo())
                .param("campaign", campaignId.value())
                .update();
    }

    /** Which generation of the facts readers see. */
    int generationOfFacts() {
        return jdbc.sql("SELECT live FROM projection_generation WHERE projection = :facts")
                .param("facts", CampaignQueryHandler.FACTS)
                .query(Integer.class)
                .single();
    }

    /** Those that run or have just ended, and were counted up to less than there is now. */
    List<CampaignId> behind(long upTo, Instant now, Instant recently) {
        return jdbc.sql("SELECT c.campaign_id FROM campaign c LEFT JOIN campaign_count n"
                        + " ON n.campaign_id = c.campaign_id WHERE c.state <> 'DRAFT' AND c.starts_at <= :now"
                        + " AND c.ends_at > :recently AND coalesce(n.counted_to, -1) < :upTo")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("recently", recently.atOffset(ZoneOffset.UTC))
                .param("upTo", upTo)
                .query((row, number) -> new CampaignId(row.getObject(1, UUID.class)))
                .list();
    }

    void clear(CampaignId campaignId) {
        batches.update("DELETE FROM campaign_step WHERE campaign_id = ?", campaignId.value());
    }

    /** The steps of some players. */
    Map<UUID, Step> of(CampaignId campaignId, Collection<UUID> users) {
        return jdbc
                .sql("SELECT user_id, started_on, qualified_on FROM campaign_step"
                        + " WHERE campaign_id = :campaign AND user_id IN (:users)")
                .param("campaign", campaignId.value())
                .param("users", users)
                .query((row, number) -> new Line(
                        row.getObject(1, UUID.class),
                        new Step(row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class))))
                .list()
                .stream()
                .collect(toMap(Line::userId, Line::step));
    }

    void remove(CampaignId campaignId, Collection<UUID> users) {
        batches.batchUpdate(
                "DELETE FROM campaign_step WHERE campaign_id = ? AND user_id = ?",
                users.stream()
                        .map(user -> new Object[] {campaignId.value(), user})
                        .toList());
    }

    void add(CampaignId campaignId, Map<UUID, Step> steps) {
        batches.batchUpdate(
                "INSERT INTO campaign_step (campaign_id, user_id, started_on, qualified_on) VALUES (?, ?, ?, ?)",
                steps.entrySet().stream()
                        .map(step -> new @Nullable Object[] {
                            campaignId.value(),
                            step.getKey(),
                            step.getValue().startedOn(),
                            step.getValue().qualifiedOn()
                        })
                        .toList());
    }

    /** How many on which day. */
    CampaignSteps sums(CampaignId campaignId) {
        var sums = new CampaignSteps(new TreeMap<>(), new TreeMap<>());
        jdbc.sql("SELECT started_on, qualified_on, count(*) FROM campaign_step WHERE campaign_id = :campaign"
                        + " GROUP BY started_on, qualified_on")
                .param("campaign", campaignId.value())
                .query(row -> {
                    var players = row.getLong(3);
                    sums.started().merge(row.getObject(1, LocalDate.class), players, Long::sum);
                    var qualified = row.getObject(2, LocalDate.class);
                    if (qualified != null) sums.qualified().merge(qualified, players, Long::sum);
                });
        return sums;
    }
}
