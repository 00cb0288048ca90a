package dev.annals.reward.command;

import dev.annals.reward.RewardRefusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How often each user was refused what with which code, and the last event that says so. */
@Component
class Traces {

    /** @param day the UTC day of the event */
    record Trace(long refusals, LocalDate day, String eventId) {}

    private static final String KEY = " WHERE user_id = ? AND campaign_id = ? AND reward_id = ? AND code = ?";

    private final JdbcTemplate jdbc;

    Traces(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Nullable
    Trace find(ClaimReward command, RewardRefusal code) {
        var found = jdbc.query(
                "SELECT refusals, utc_day, event_id FROM claim_refusal" + KEY,
                (row, number) -> new Trace(row.getLong(1), LocalDate.parse(row.getString(2)), row.getString(3)),
                key(command, code));
        return found.isEmpty() ? null : found.getFirst();
    }

    void countOneMore(ClaimReward command, RewardRefusal code) {
        jdbc.update("UPDATE claim_refusal SET refusals = refusals + 1" + KEY, key(command, code));
    }

    void put(ClaimReward command, RewardRefusal code, Trace trace) {
        var key = key(command, code);
        var changed = jdbc.update(
                "UPDATE claim_refusal SET refusals = ?, utc_day = ?, event_id = ?" + KEY,
                trace.refusals(),
                trace.day().toString(),
                trace.eventId(),
                key[0],
                key[1],
                key[2],
                key[3]);
        if (changed == 0)
            jdbc.update(
                    "INSERT INTO claim_refusal (user_id, campaign_id, reward_id, code, refusals, utc_day, event_id)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    key[0],
                    key[1],
                    key[2],
                    key[3],
                    trace.refusals(),
                    trace.day().toString(),
                    trace.eventId());
    }

    private static Object[] key(ClaimReward command, RewardRefusal code) {
        return new Object[] {
            command.userId().value(),
            command.campaignId().value(),
            command.rewardId().value(),
            code.name()
        };
    }
}
