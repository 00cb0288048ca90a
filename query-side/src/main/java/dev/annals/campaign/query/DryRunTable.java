package dev.annals.campaign.query;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.DryRun;
import dev.annals.campaign.DryRun.State;
import dev.annals.foundation.store.ColumnJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of dry runs, whichever process does them; a wish to cancel one is a column here. */
@Component
class DryRunTable {

    /** A process that has said nothing for so long has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    DryRunTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, CampaignId campaignId, CampaignWindow window, Instant now) {
        jdbc.sql("DELETE FROM dry_run WHERE requested_at < :before")
                .param("before", utc(now.minus(KEPT)))
                .update();
        jdbc.sql(
                        "INSERT INTO dry_run (dry_run_id, campaign_id, state, starts_at, ends_at, seen, users, qualified, days,"
                                + " cancelled, requested_at, alive_at)"
                                + " VALUES (:id, :campaign, 'WAITING', :start, :end, 0, 0, 0, '[]', false, :now, :now)")
                .param("id", id)
                .param("campaign", campaignId.value())
                .param("start", utc(window.start()))
                .param("end", utc(window.end()))
                .param("now", utc(now))
                .update();
    }

    /** Those that wait in a process that is busy with another one. */
    void areAlive(Set<UUID> waiting, Instant now) {
        for (var id : waiting)
            jdbc.sql("UPDATE dry_run SET alive_at = :now WHERE dry_run_id = :id")
                    .param("now", utc(now))
                    .param("id", id)
                    .update();
    }

    /** Writes how far it is, and says whether somebody wants it to stop. */
    boolean goesOn(UUID id, long seen, long users, SortedMap<LocalDate, Long> days, Instant now) {
        write(id, State.RUNNING, seen, users, days, now, null);
        return !jdbc.sql("SELECT cancelled FROM dry_run WHERE dry_run_id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    void end(UUID id, State state, long seen, long users, SortedMap<LocalDate, Long> days, Instant now) {
        write(id, state, seen, users, days, now, now);
    }

    void cancel(CampaignId campaignId, UUID id) {
        jdbc.sql("UPDATE dry_run SET cancelled = true WHERE dry_run_id = :id AND campaign_id = :campaign")
                .param("id", id)
                .param("campaign", campaignId.value())
                .update();
    }

    Optional<DryRun> find(CampaignId campaignId, UUID id, Instant now) {
        return jdbc.sql("SELECT * FROM dry_run WHERE dry_run_id = :id AND campaign_id = :campaign")
                .param("id", id)
                .param("campaign", campaignId.value())
                .query((row, number) -> dryRun(row, now))
                .optional();
    }

    private void write(
            UUID id,
            State state,
            long seen,
            long users,
            SortedMap<LocalDate, Long> days,
            Instant now,
            @Nullable Instant finished) {
        var rows = days.entrySet().stream()
                .map(day -> new DryRun.Day(day.getKey(), day.getValue()))
                .toList();
        jdbc.sql(
                        "UPDATE dry_run SET state = :state, seen = :seen, users = :users, qualified = :qualified, days = :days,"
                                + " alive_at = :now, finished_at = :finished WHERE dry_run_id = :id")
                .param("state", state.name())
                .param("seen", seen)
                .param("users", users)
                .param(
                        "qualified",
                        rows.stream().mapToLong(DryRun.Day::qualified).sum())
                .param("days", ColumnJson.write(rows))
                .param("now", utc(now))
                .param("finished", finished == null ? null : utc(finished))
                .param("id", id)
                .update();
    }

    private static DryRun dryRun(ResultSet row, Instant now) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        if (finished == null && instant(row, "alive_at").plus(PATIENCE).isBefore(now)) state = State.INTERRUPTED;
        return new DryRun(
                row.getObject("dry_run_id", UUID.class),
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                state,
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getLong("seen"),
                row.getLong("users"),
                row.getLong("qualified"),
                List.of(ColumnJson.read(row.getString("days"), DryRun.Day[].class)),
                List.of(),
                instant(row, "requested_at"),
                finished == null ? null : finished.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
