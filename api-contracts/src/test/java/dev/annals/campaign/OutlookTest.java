package dev.annals.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.Facts.Fact;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a player can still do: five days in Seoul, each from five in the morning.
 *
 * <p>Red: today counted twice; the last day left out; a closed campaign that could still be met; a day that turned after
 * the end.
 */
class OutlookTest {

    private static final UserId MINA = new UserId(new UUID(1, 1));
    private static final CampaignWindow FIVE_DAYS = CampaignTimes.window("2026-12-01", "2026-12-05", "Asia/Seoul", 5);

    @Test
    void beforeItOpensEveryDayIsLeft() {
        var before = outlook(CampaignState.ACTIVE, new LoginDays(5), "2026-11-30T12:00:00Z");
        assertThat(before.phase()).isEqualTo(CampaignPhase.SCHEDULED);
        assertThat(before.reachable()).isTrue();
        assertThat(before.missing()).isEqualTo(5);
        assertThat(before.today()).isNull();
        assertThat(before.todayCounts()).isFalse();
        assertThat(before.dayTurnsAt()).isNull();
        assertThat(outlook(CampaignState.ACTIVE, new LoginDays(6), "2026-11-30T12:00:00Z")
                        .reachable())
                .isFalse();
    }

    @Test
    void todayIsLeftUntilSomebodySignsIn() {
        var onTheThird = "2026-12-03T03:00:00Z";
        assertThat(outlook(CampaignState.ACTIVE, new LoginDays(3), onTheThird).reachable())
                .isTrue();
        assertThat(outlook(CampaignState.ACTIVE, new LoginDays(4), onTheThird).reachable())
                .isFalse();

        var signedIn = outlook(CampaignState.ACTIVE, new LoginDays(3), onTheThird, "2026-12-03T02:00:00Z");
        assertThat(signedIn.todayCounts()).isTrue();
        assertThat(signedIn.missing()).isEqualTo(2);
        assertThat(signedIn.reachable()).isTrue();
        assertThat(outlook(CampaignState.ACTIVE, new LoginDays(4), onTheThird, "2026-12-03T02:00:00Z")
                        .reachable())
                .isFalse();
    }

    @Test
    void aDayTurnsAtFiveInTheMorningOfSeoul() {
        var night = outlook(CampaignState.ACTIVE, new LoginDays(3), "2026-12-02T19:59:59Z", "2026-12-01T20:00:00Z");
        assertThat(night.today()).isEqualTo(LocalDate.parse("2026-12-02"));
        assertThat(night.todayCounts()).isTrue();
        assertThat(night.dayTurnsAt()).isEqualTo(Instant.parse("2026-12-02T20:00:00Z"));
        var morning = outlook(CampaignState.ACTIVE, new LoginDays(3), "2026-12-02T20:00:00Z", "2026-12-01T20:00:00Z");
        assertThat(morning.today()).isEqualTo(LocalDate.parse("2026-12-03"));
        assertThat(morning.todayCounts()).isFalse();
    }

    @Test
    void theLastDayDoesNotTurn() {
        var last = outlook(CampaignState.ACTIVE, new LoginDays(1), "2026-12-05T03:00:00Z");
        assertThat(last.dayTurnsAt()).isNull();
        assertThat(last.reachable()).isTrue();
    }

    @Test
    void aRunThatWasLostNeedsAllItsDaysAgain() {
        assertThat(outlook(
                                CampaignState.ACTIVE,
                                new ConsecutiveLoginDays(3),
                                "2026-12-03T03:00:00Z",
                                "2026-12-01T03:00:00Z")
                        .reachable())
                .isTrue();
        assertThat(outlook(
                                CampaignState.ACTIVE,
                                new ConsecutiveLoginDays(4),
                                "2026-12-03T03:00:00Z",
                                "2026-12-01T03:00:00Z")
                        .reachable())
                .isFalse();
    }

    @Test
    void friendsAndProfilesMayComeUntilTheEnd() {
        var now = "2026-12-05T03:00:00Z";
        assertThat(outlook(CampaignState.ACTIVE, new FriendsInvited(9), now).reachable())
                .isTrue();
        assertThat(outlook(CampaignState.ACTIVE, new ProfileCompleted(), now).reachable())
                .isTrue();
    }

    @Test
    void allNeedsEachAndAnyNeedsOne() {
        var now = "2026-12-05T03:00:00Z";
        List<Condition> parts = List.of(new LoginDays(3), new FriendsInvited(1));
        assertThat(outlook(CampaignState.ACTIVE, new AllOf(parts), now).reachable())
                .isFalse();
        assertThat(outlook(CampaignState.ACTIVE, new AnyOf(parts), now).reachable())
                .isTrue();
    }

    @Test
    void afterTheEndOnlyWhatIsMetIsMet() {
        var after = "2026-12-06T03:00:00Z";
        assertThat(outlook(CampaignState.ACTIVE, new FriendsInvited(1), after).reachable())
                .isFalse();
        var met = outlook(CampaignState.ACTIVE, new LoginDays(1), after, "2026-12-03T02:00:00Z");
        assertThat(met.phase()).isEqualTo(CampaignPhase.CLOSED);
        assertThat(met.reachable()).isTrue();
        assertThat(met.missing()).isZero();
    }

    @Test
    void whatSomebodyEndedCannotBeMetAnyMore() {
        assertThat(outlook(CampaignState.ENDED, new LoginDays(1), "2026-12-03T03:00:00Z")
                        .reachable())
                .isFalse();
        assertThat(outlook(CampaignState.PAUSED, new LoginDays(1), "2026-12-03T03:00:00Z")
                        .reachable())
                .isTrue();
    }

    private static CampaignProgress outlook(CampaignState state, Condition condition, String now, String... signIns) {
        var definition = new CampaignDefinition("Five days", "", FIVE_DAYS, condition, Visibility.PUBLIC);
        var standing = new CampaignStanding(
                new CampaignId(new UUID(2, 2)), definition, state, new TreeSet<>(), 2, Instant.EPOCH);
        var facts = new Facts(
                Stream.of(signIns).map(at -> new Fact(at, Instant.parse(at))).toList(), List.of(), List.of());
        return Outlook.of(standing, MINA, facts, Instant.parse(now));
    }
}
