package dev.annals.reward.query;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignWindow;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many claims of a campaign were granted and refused on which of its days. The database counts by hours where the days
 * turn at full ones, as in most zones, and by minutes elsewhere: a day turns at a full minute everywhere.
 */
@Component
class ClaimDays {

    /** @param code why they were refused; absent where they were granted */
    record Counted(LocalDate day, @Nullable String code, long claims) {}

    private static final int SECONDS_OF_AN_HOUR = 3_600;
    private static final String COUNTED =
            "SELECT since, code, count(*) FROM (SELECT date_trunc('%s', happened_at) AS since, code"
                    + " FROM claim_history WHERE campaign_id = :campaign) AS claims GROUP BY since, code";
    private static final String BETWEEN =
            "SELECT min(happened_at), max(happened_at) FROM claim_history WHERE campaign_id = :campaign";

    private record Range(
            @Nullable OffsetDateTime first, @Nullable OffsetDateTime last) {}

    private final JdbcClient jdbc;

    ClaimDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Counted> of(CampaignId campaignId, CampaignWindow window) {
        var range = jdbc.sql(BETWEEN)
                .param("campaign", campaignId.value())
                .query((row, number) ->
                        new Range(row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class)))
                .single();
        if (range.first() == null || range.last() == null) return List.of();
        var first = window.dayOf(range.first().toInstant());
        var last = window.dayOf(range.last().toInstant());
        return jdbc.sql(COUNTED.formatted(turnAtFullHours(window, first, last) ? "hour" : "minute"))
                .param("campaign", campaignId.value())
                .query((row, number) -> new Counted(
                        window.dayOf(row.getObject(1, OffsetDateTime.class).toInstant()),
                        row.getString(2),
                        row.getLong(3)))
                .list();
    }

    private static boolean turnAtFullHours(CampaignWindow window, LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(2))
                .allMatch(day -> window.startOf(day).getEpochSecond() % SECONDS_OF_AN_HOUR == 0);
    }
}
