package dev.annals.reward.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Costs;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignWindow;
import dev.annals.foundation.store.TestStores;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Claims by the days of a campaign, and what that costs where 100,000 players claimed ({@code ./bench funnel}).
 *
 * <p>Red: by days of UTC; without the campaign.
 */
class ClaimDaysTest {

    private static final CampaignId SPRING = new CampaignId(new UUID(1, 1));
    private static final CampaignWindow SEOUL = CampaignTimes.window("2026-03-01", "2026-03-14", "Asia/Seoul", 5);
    private static final int CLAIMS = Integer.parseInt(System.getenv().getOrDefault("BENCH_PLAYERS", "2000"));
    private static final String ROW = "INSERT INTO claim_history_rows (generation, entry, event_id, status, code,"
            + " campaign_id, reward_id, user_id, items, happened_at, log_index) ";

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aDayTurnsAtTheHourOfTheCampaign(String name) {
        try (var database = name.equals("H2") ? TestStores.h2() : TestStores.postgres()) {
            claimed(database, "a", SPRING, "CLAIMED", null, "2026-03-05T19:59:59.999Z");
            claimed(database, "b", SPRING, "REVERSED", null, "2026-03-05T20:00:00Z");
            claimed(database, "c", SPRING, "REFUSED", "OUT_OF_STOCK", "2026-03-05T20:00:01Z");
            claimed(database, "d", SPRING, "REFUSED", "OUT_OF_STOCK", "2026-03-06T12:00:00Z");
            claimed(database, "e", new CampaignId(new UUID(2, 2)), "CLAIMED", null, "2026-03-06T12:00:00Z");

            assertThat(counted(database))
                    .isEqualTo(Map.of("2026-03-05 null", 1L, "2026-03-06 null", 1L, "2026-03-06 OUT_OF_STOCK", 2L));
        }
    }

    /** At half past twelve of UTC, where clocks are five hours and a half ahead. */
    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aDayMayTurnAtHalfAnHour(String name) {
        var kolkata = CampaignTimes.window("2026-03-01", "2026-03-14", "Asia/Kolkata", 18);
        try (var database = name.equals("H2") ? TestStores.h2() : TestStores.postgres()) {
            claimed(database, "a", SPRING, "CLAIMED", null, "2026-03-05T12:29:59Z");
            claimed(database, "b", SPRING, "CLAIMED", null, "2026-03-05T12:30:00Z");

            assertThat(new ClaimDays(JdbcClient.create(database)).of(SPRING, kolkata))
                    .extracting(counted -> counted.day().toString())
                    .containsExactlyInAnyOrder("2026-03-04", "2026-03-05");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    void ofManyClaimsEachIsCountedOnce(String name) {
        var isH2 = name.equals("H2");
        try (var database = isH2 ? TestStores.h2() : TestStores.postgres()) {
            var jdbc = JdbcClient.create(database);
            jdbc.sql(ROW + "SELECT 1, concat('claim-', n), concat('event-', n),"
                            + " CASE WHEN mod(n, 4) = 0 THEN 'REFUSED' ELSE 'DELIVERED' END,"
                            + " CASE WHEN mod(n, 4) = 0 THEN 'OUT_OF_STOCK' END, '" + SPRING + "', '" + SPRING
                            + "', '" + SPRING + "', '[{\"item\":\"gem\",\"quantity\":500}]',"
                            + " CAST('2026-03-02 03:00:00+00' AS TIMESTAMP WITH TIME ZONE)"
                            + " + mod(n * 7919, 1000000) * INTERVAL '1' SECOND, n FROM "
                            + (isH2 ? "system_range" : "generate_series") + "(1, " + CLAIMS + ") AS s(n)")
                    .update();
            jdbc.sql(isH2 ? "ANALYZE" : "VACUUM ANALYZE").update();

            assertThat(counted(database).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(CLAIMS);
            System.out.println("FUNNEL "
                    + String.format(
                            Locale.ROOT,
                            "%s, %d claims and refusals by day: %s",
                            name,
                            CLAIMS,
                            Costs.of(() -> new ClaimDays(jdbc).of(SPRING, SEOUL))));
        }
    }

    private static Map<String, Long> counted(DataSource database) {
        return new ClaimDays(JdbcClient.create(database))
                .of(SPRING, SEOUL).stream()
                        .collect(Collectors.toMap(
                                counted -> counted.day() + " " + counted.code(), ClaimDays.Counted::claims, Long::sum));
    }

    private static void claimed(
            DataSource database, String entry, CampaignId campaign, String status, @Nullable String code, String at) {
        JdbcClient.create(database)
                .sql(ROW + "VALUES (1, :entry, :entry, :status, :code, :campaign, :campaign, :campaign, NULL, :at, 1)")
                .param("entry", entry)
                .param("status", status)
                .param("code", code)
                .param("campaign", campaign.value())
                .param("at", OffsetDateTime.parse(at))
                .update();
    }
}
