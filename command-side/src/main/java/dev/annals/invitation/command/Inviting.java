package dev.annals.invitation.command;

import static dev.annals.invitation.InvitationRefusal.ALREADY_INVITED;
import static dev.annals.invitation.InvitationRefusal.INVITATION_CYCLE;
import static dev.annals.invitation.InvitationRefusal.INVITEE_CAME_FIRST;
import static dev.annals.invitation.InvitationRefusal.SELF_INVITATION;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Who may say whom he was invited by, and when that counts. Whoever was here first cannot be invited by who came later:
 * ids of users grow with time, so the arrows all point one way and there is never a cycle, without a lock over all.
 */
@Component
class Inviting {

    private final JdbcTemplate jdbc;
    private final InviteCodeTable codes;
    private final InvitationSettings settings;

    Inviting(JdbcTemplate jdbc, InviteCodeTable codes, InvitationSettings settings) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.settings = settings;
    }

    void requireSelf(Actor actor, UserId userId) {
        codes.requireSelf(actor, userId);
    }

    UserId inviterOf(UserId userId, String code) {
        var inviter = codes.inviterBy(code);
        refuseUnless(!inviter.equals(userId), SELF_INVITATION);
        if (isOlder(userId, inviter)) {
            refuseUnless(!cameBecauseOf(inviter, userId), INVITATION_CYCLE);
            refuseUnless(false, INVITEE_CAME_FIRST);
        }
        return inviter;
    }

    /** His first day is the one on which he accepted: he was there. */
    void accepted(UserId userId, UserId inviter, Instant at) {
        var inserted = jdbc.update(
                "INSERT INTO inviter_of (user_id, inviter, days, last_day, qualified) VALUES (?, ?, 1, ?, false)"
                        + " ON CONFLICT DO NOTHING",
                userId.value(),
                inviter.value(),
                dayOf(at));
        refuseUnless(inserted == 1, ALREADY_INVITED);
    }

    /** The UTC day, where this sign-in makes the invitation count. */
    Optional<LocalDate> counted(UserId userId, Instant at) {
        var pending = jdbc.query(
                "SELECT days, last_day FROM inviter_of WHERE user_id = ? AND NOT qualified",
                (row, number) -> new Pending(row.getInt(1), row.getObject(2, LocalDate.class)),
                userId.value());
        var day = dayOf(at);
        if (pending.isEmpty() || !day.isAfter(pending.getFirst().lastDay())) return Optional.empty();
        var days = pending.getFirst().days() + 1;
        jdbc.update("UPDATE inviter_of SET days = ?, last_day = ? WHERE user_id = ?", days, day, userId.value());
        return days < settings.qualifyingDays() ? Optional.empty() : Optional.of(day);
    }

    void qualified(UserId userId) {
        jdbc.update("UPDATE inviter_of SET qualified = true WHERE user_id = ?", userId.value());
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** By their ids, which begin with the time (UUID version 7) and are compared as they are written. */
    private static boolean isOlder(UserId one, UserId other) {
        return one.toString().compareTo(other.toString()) < 0;
    }

    private boolean cameBecauseOf(UserId userId, UserId other) {
        for (var at = inviterOf(userId.value()); at != null; at = inviterOf(at))
            if (at.equals(other.value())) return true;
        return false;
    }

    private @Nullable UUID inviterOf(UUID userId) {
        List<UUID> found = jdbc.queryForList("SELECT inviter FROM inviter_of WHERE user_id = ?", UUID.class, userId);
        return found.isEmpty() ? null : found.getFirst();
    }

    private record Pending(int days, LocalDate lastDay) {}
}
