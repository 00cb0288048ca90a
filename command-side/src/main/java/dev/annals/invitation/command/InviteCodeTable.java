package dev.annals.invitation.command;

import static dev.annals.invitation.InvitationRefusal.INVITER_GONE;
import static dev.annals.invitation.InvitationRefusal.INVITE_CODE_UNKNOWN;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.personal.Secrets;
import dev.annals.foundation.security.AccessState;
import dev.annals.invitation.InviteCodes;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which codes work, hashed. A code has 80 random bits in an alphabet without letters that look alike (Crockford's
 * base 32), so that nobody guesses one and everybody can read one out.
 */
@Component
class InviteCodeTable implements InviteCodes {

    private static final String USE = "invite-code";
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;

    private final JdbcTemplate jdbc;
    private final Secrets secrets;
    private final PersonalData personal;
    private final AccessState access;
    private final SecureRandom random = new SecureRandom();

    InviteCodeTable(JdbcTemplate jdbc, Secrets secrets, PersonalData personal, AccessState access) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.personal = personal;
        this.access = access;
    }

    void requireSelf(Actor actor, UserId userId) {
        refuseUnless(actor.is(userId), SharedRefusal.NOT_PERMITTED);
    }

    /** A new code, sealed; the one before is void. */
    Personal reserveFresh(UserId userId) {
        var code = fresh();
        jdbc.update("DELETE FROM invite_code_reservation WHERE user_id = ?", userId.value());
        jdbc.update(
                "INSERT INTO invite_code_reservation (hash, user_id) VALUES (?, ?)",
                secrets.lookupHash(USE, code),
                userId.value());
        return personal.seal(userId.value(), Purpose.INVITE_CODE, code);
    }

    /** Whose code it is, if somebody can be invited by it now. */
    UserId inviterBy(String code) {
        var hash = secrets.lookupHash(USE, code.strip().replace("-", "").toUpperCase(Locale.ROOT));
        var owners = jdbc.queryForList("SELECT user_id FROM invite_code_reservation WHERE hash = ?", UUID.class, hash);
        if (owners.isEmpty()) throw new CommandRefused(INVITE_CODE_UNKNOWN);
        var inviter = new UserId(owners.getFirst());
        var row = access.read(inviter);
        refuseUnless(row != null && row.status() == AccessState.Status.ACTIVE, INVITER_GONE);
        return inviter;
    }

    @Override
    public void refuseUnusable(String code) {
        inviterBy(code);
    }

    private String fresh() {
        var code = new StringBuilder(LENGTH);
        for (var at = 0; at < LENGTH; at++) code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return code.toString();
    }
}
