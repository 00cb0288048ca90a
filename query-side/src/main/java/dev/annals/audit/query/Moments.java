package dev.annals.audit.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.audit.AuditRefusal;
import dev.annals.foundation.query.AsOf;
import dev.annals.foundation.store.Positions;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads moments as callers write them: an instant, a position of the audit trail, or one of {@code Annals-Position}. */
@Component
class Moments {

    /** @param at the instant, where one was asked for */
    record Moment(long position, @Nullable Instant at) {}

    private final AsOf asOf;
    private final Positions positions;

    Moments(AsOf asOf, Positions positions) {
        this.asOf = asOf;
        this.positions = positions;
    }

    Moment moment(String text) {
        return new Moment(position(text), text.contains("T") ? instant(text) : null);
    }

    /** The place in the log; refuses what lies outside of it. */
    long position(String moment) {
        if (moment.matches("\\d{1,18}")) return known(Long.parseLong(moment));
        var index = moment.contains("T") ? asOf.indexAt(instant(moment)) : known(opaque(moment));
        refuseUnless(index > 0, AuditRefusal.BEFORE_THE_FIRST_EVENT);
        return index;
    }

    private long known(long index) {
        refuseUnless(index <= positions.head().index(), AuditRefusal.POSITION_BEYOND_HEAD);
        refuseUnless(index > 0, AuditRefusal.BEFORE_THE_FIRST_EVENT);
        return index;
    }

    private long opaque(String position) {
        try {
            return positions.parse(position).index();
        } catch (IllegalArgumentException anothers) {
            throw new CommandRefused(SharedRefusal.INVALID_POSITION);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "A moment is an instant or a position.");
        }
    }
}
