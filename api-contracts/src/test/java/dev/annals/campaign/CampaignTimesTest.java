package dev.annals.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.annals.shared.CommandRefused;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTimesTest {

    @Test
    void datesAreWholeDaysOfTheCampaign() {
        var window = CampaignTimes.window("2026-12-01", "2026-12-14", "Asia/Seoul", 5);

        assertThat(window.start()).isEqualTo("2026-11-30T20:00:00Z");
        assertThat(window.end()).isEqualTo("2026-12-14T20:00:00Z");
        assertThat(window.firstDay()).isEqualTo("2026-12-01");
        assertThat(window.lastDay()).isEqualTo("2026-12-14");
        assertThat(window.lengthInDays()).isEqualTo(14);
        assertThat(window.dayOf(Instant.parse("2026-12-01T19:59:59.999999Z"))).isEqualTo("2026-12-01");
        assertThat(window.dayOf(Instant.parse("2026-12-01T20:00:00Z"))).isEqualTo("2026-12-02");
    }

    @Test
    void anInstantIsTakenAsItIsAndALocalTimeInTheZone() {
        var window = CampaignTimes.window("2026-12-01T05:00", "2026-12-31T23:59:59.999+09:00", "Asia/Seoul", 0);

        assertThat(window.start()).isEqualTo("2026-11-30T20:00:00Z");
        assertThat(window.end()).isEqualTo("2026-12-31T14:59:59.999Z");
    }

    @Test
    void ofALocalTimeThatIsShownTwiceTheFirstOneCounts() {
        var window = CampaignTimes.window("2026-10-25T02:30", "2026-11-01", "Europe/Berlin", 0);

        assertThat(window.start()).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void aResetHourThatIsSkippedMeansTheMomentOfTheChange() {
        var window = CampaignTimes.window("2026-03-29", "2026-03-29", "Europe/Berlin", 2);

        assertThat(window.start()).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(window.end()).isEqualTo("2026-03-30T00:00:00Z");
        assertThat(window.dayOf(window.start().minusSeconds(1))).isEqualTo(LocalDate.parse("2026-03-28"));
    }

    @Test
    void aDayThatEndsTwiceDoesNotComeBack() {
        var window = CampaignTimes.window("2007-11-01", "2007-11-10", "America/St_Johns", 0);

        // At one minute past midnight the clocks went back to 23:01 of the day before.
        assertThat(window.dayOf(Instant.parse("2007-11-04T02:29:00Z"))).isEqualTo("2007-11-03");
        assertThat(window.dayOf(Instant.parse("2007-11-04T02:30:00Z"))).isEqualTo("2007-11-04");
        assertThat(window.dayOf(Instant.parse("2007-11-04T03:00:00Z"))).isEqualTo("2007-11-04");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:30, 2026-04-10, Europe/Berlin, 0, LOCAL_TIME_DOES_NOT_EXIST",
        "2011-12-30T12:00, 2012-01-10, Pacific/Apia, 0, LOCAL_TIME_DOES_NOT_EXIST",
        "2026-02-30, 2026-04-10, Europe/Berlin, 0, INVALID_TIME",
        "yesterday, 2026-04-10, Europe/Berlin, 0, INVALID_TIME",
        "'', 2026-04-10, Europe/Berlin, 0, INVALID_TIME",
        "2026-04-01T25:00:00Z, 2026-04-10, Europe/Berlin, 0, INVALID_TIME",
        "2026-04-01T12:00:00+99:00, 2026-04-10, Europe/Berlin, 0, INVALID_TIME",
        "1026-04-01, 2026-04-10, Europe/Berlin, 0, TIME_OUT_OF_RANGE",
        "2026-04-01, 2026-04-10, Europe/Berlin, 24, INVALID_RESET_HOUR",
        "2026-04-01, 2026-04-10, Europe/Berlin, -1, INVALID_RESET_HOUR",
        "2026-04-01, 2026-04-10, Mars/Olympus, 0, UNKNOWN_ZONE",
        "2026-04-01, 2026-04-10, +09:00, 0, UNKNOWN_ZONE",
        "2026-04-01, 2026-04-10, , 0, UNKNOWN_ZONE",
        ", 2026-04-10, Europe/Berlin, 0, INVALID_TIME"
    })
    void whatCannotBeMeantIsRefused(String start, String end, String zone, int hour, String code) {
        var refused = catchThrowableOfType(CommandRefused.class, () -> CampaignTimes.window(start, end, zone, hour));

        assertThat(refused.refusal().name()).isEqualTo(code);
    }
}
