package dev.annals.campaign;

import static dev.annals.campaign.CampaignRefusal.INVALID_RESET_HOUR;
import static dev.annals.campaign.CampaignRefusal.INVALID_TIME;
import static dev.annals.campaign.CampaignRefusal.LOCAL_TIME_DOES_NOT_EXIST;
import static dev.annals.campaign.CampaignRefusal.TIME_OUT_OF_RANGE;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads when a campaign runs, as people say it. A date means a whole day of the campaign: from its reset hour on, and
 * as an end through its last moment. A local time is one of the campaign's zone, the earlier one where clocks show it
 * twice; an instant carries its offset.
 */
public final class CampaignTimes {

    private CampaignTimes() {}

    /** The window; refuses what cannot be read, a zone that nobody knows and a local time that clocks skip. */
    public static CampaignWindow window(
            @Nullable String start, @Nullable String end, @Nullable String zone, int resetHour) {
        var where = zone(zone);
        refuseUnless(resetHour >= 0 && resetHour <= 23, INVALID_RESET_HOUR);
        var days = new CampaignWindow(Instant.EPOCH, Instant.EPOCH, where, resetHour);
        return new CampaignWindow(instant(start, days, 0), instant(end, days, 1), where, resetHour);
    }

    private static ZoneId zone(@Nullable String zone) {
        if (zone == null || !ZoneId.getAvailableZoneIds().contains(zone))
            throw new CommandRefused(SharedRefusal.UNKNOWN_ZONE);
        return ZoneId.of(zone);
    }

    private static Instant instant(@Nullable String text, CampaignWindow days, int plusDays) {
        if (text == null) throw new CommandRefused(INVALID_TIME);
        try {
            if (text.length() <= 10)
                return days.startOf(inReach(LocalDate.parse(text)).plusDays(plusDays));
            var instant = text.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : local(LocalDateTime.parse(text), days.zone());
            return instant.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException unreadable) {
            throw new CommandRefused(INVALID_TIME);
        }
    }

    private static Instant local(LocalDateTime time, ZoneId zone) {
        inReach(time.toLocalDate());
        refuseUnless(!zone.getRules().getValidOffsets(time).isEmpty(), LOCAL_TIME_DOES_NOT_EXIST);
        return time.atZone(zone).toInstant();
    }

    private static LocalDate inReach(LocalDate date) {
        refuseUnless(date.getYear() >= 1999 && date.getYear() <= 2101, TIME_OUT_OF_RANGE);
        return date;
    }
}
