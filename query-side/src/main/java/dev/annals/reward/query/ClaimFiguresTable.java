package dev.annals.reward.query;

import dev.annals.campaign.CampaignId;
import dev.annals.reward.ClaimFigures;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts claims by campaign and day of UTC, from the claim history, which is rebuilt like any read model. */
@Component
class ClaimFiguresTable {

    private static final String COUNTED =
            "count(CASE WHEN status <> 'REFUSED' THEN 1 END), count(CASE WHEN status = 'DELIVERED' THEN 1 END),"
                    + " count(CASE WHEN status = 'FAILED' THEN 1 END), count(CASE WHEN status = 'REVERSED' THEN 1 END),"
                    + " count(CASE WHEN status = 'REFUSED' THEN 1 END)";

    private final JdbcClient jdbc;

    ClaimFiguresTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param campaignId absent for all */
    List<ClaimFigures> byDay(LocalDate from, LocalDate to, @Nullable CampaignId campaignId) {
        var question = jdbc.sql("SELECT period, campaign_id, " + COUNTED
                        + " FROM (SELECT CAST(happened_at AT TIME ZONE 'UTC' AS DATE) AS period, campaign_id, status"
                        + " FROM claim_history WHERE happened_at >= :from AND happened_at < :to"
                        + (campaignId == null ? "" : " AND campaign_id = :campaign")
                        + ") AS claims GROUP BY period, campaign_id ORDER BY period, campaign_id")
                .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        if (campaignId != null) question = question.param("campaign", campaignId.value());
        return question.query((row, number) -> new ClaimFigures(
                        String.valueOf(row.getObject(1, LocalDate.class)),
                        new CampaignId(row.getObject(2, UUID.class)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)))
                .list();
    }
}
