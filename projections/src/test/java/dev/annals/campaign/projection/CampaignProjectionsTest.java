package dev.annals.campaign.projection;

import static dev.annals.Given.EVENING;
import static dev.annals.Given.JUN;
import static dev.annals.Given.MINA;
import static dev.annals.Given.MORNING;
import static dev.annals.Given.sealed;
import static dev.annals.foundation.projection.ProjectionHarness.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignEvent.CampaignActivated;
import dev.annals.campaign.CampaignEvent.CampaignDrafted;
import dev.annals.campaign.CampaignEvent.CampaignEdited;
import dev.annals.campaign.CampaignEvent.CampaignEnded;
import dev.annals.campaign.CampaignEvent.CampaignPaused;
import dev.annals.campaign.CampaignEvent.CampaignResumed;
import dev.annals.campaign.CampaignEvent.RewardAttached;
import dev.annals.campaign.CampaignEvent.RewardDetached;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.projection.ProjectionHarness;
import dev.annals.foundation.store.ColumnJson;
import dev.annals.foundation.store.TestStores;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SignInMethod;
import dev.annals.session.TokenProfile;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import dev.annals.user.Profile;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserRegistered;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignProjectionsTest {

    private static final CampaignId SPRING = CampaignId.of("00000000-0000-4000-8000-0000000000c1");
    private static final RewardId GEMS = RewardId.of("00000000-0000-4000-8000-0000000000d1");
    private static final Personal NAME = sealed(Purpose.DISPLAY_NAME, "Mina");
    private static final CampaignDrafted DRAFTED = new CampaignDrafted(SPRING, definition("Spring"));

    private final DataSource database = TestStores.h2();
    private final ProjectionHarness campaigns = ProjectionHarness.on(database, CampaignProjection::new);
    private final ProjectionHarness rewards = ProjectionHarness.on(database, CampaignRewardProjection::new);
    private final ProjectionHarness facts = ProjectionHarness.on(database, PlayerFactProjection::new);

    @Test
    void aDraftIsARow() {
        campaigns.given(DRAFTED);
        assertThat(campaigns.row("campaign"))
                .containsEntry("campaign_id", SPRING.value())
                .containsEntry("definition", ColumnJson.write(DRAFTED.definition()))
                .containsEntry("visibility", "PUBLIC")
                .containsEntry("state", "DRAFT")
                .containsEntry("log_index", 1L);
    }

    @Test
    void anEditReplacesTheDefinition() {
        campaigns.given(DRAFTED, new CampaignEdited(SPRING, definition("Summer")));
        assertThat(campaigns.row("campaign"))
                .containsEntry("definition", ColumnJson.write(definition("Summer")))
                .containsEntry("state", "DRAFT");
    }

    @ParameterizedTest
    @CsvSource({"activated, ACTIVE", "paused, PAUSED", "resumed, ACTIVE", "ended, ENDED"})
    void eachStepIsAState(String step, String state) {
        CampaignEvent event = switch (step) {
            case "activated" -> new CampaignActivated(SPRING);
            case "paused" -> new CampaignPaused(SPRING);
            case "resumed" -> new CampaignResumed(SPRING);
            default -> new CampaignEnded(SPRING);
        };
        campaigns.given(DRAFTED, event);
        assertThat(campaigns.row("campaign")).containsEntry("state", state);
    }

    @Test
    void rewardsChangeTheRevisionOnly() {
        campaigns.given(DRAFTED, new RewardAttached(SPRING, GEMS), new RewardDetached(SPRING, GEMS));
        assertThat(campaigns.row("campaign")).containsEntry("state", "DRAFT");
    }

    @Test
    void aRewardIsThereUntilItIsDetached() {
        rewards.given(new RewardAttached(SPRING, GEMS));
        assertThat(rewards.row("campaign_reward"))
                .containsEntry("campaign_id", SPRING.value())
                .containsEntry("reward_id", GEMS.value());
        rewards.given(new RewardDetached(SPRING, GEMS));
        assertThat(rewards.rows("campaign_reward")).isEmpty();
    }

    @Test
    void aSignInIsAFactAndASessionThatGoesOnIsNone() {
        facts.given(started(MORNING, null), started(EVENING, MORNING));
        assertThat(facts.row("player_fact"))
                .containsEntry("user_id", MINA.value())
                .containsEntry("kind", "SIGN_IN")
                .containsEntry("event_id", "event-1")
                .containsEntry("log_index", 1L);
    }

    @Test
    void aQualifiedInvitationIsAFactOfWhoeverInvited() {
        facts.given(new InvitationQualified(JUN, MINA, LocalDate.parse("2026-11-22"), "sign-in"));
        assertThat(facts.row("player_fact"))
                .containsEntry("user_id", MINA.value())
                .containsEntry("kind", "FRIEND");
    }

    @Test
    void ofAProfileOnlyIsKeptWhetherThereIsAnything() {
        facts.given(
                new UserRegistered(MINA, 1, NAME, null, profile(null), 1),
                new ProfileChanged(MINA, NAME, null, profile(NAME), 2),
                new EmailChanged(MINA, NAME, NAME, 3));
        assertThat(facts.rows("player_fact"))
                .extracting(row -> row.get("kind"), row -> row.get("has_name"), row -> row.get("has_email"))
                .containsExactly(
                        tuple("PROFILE", false, false), tuple("PROFILE", true, false), tuple("PROFILE", null, true));
    }

    @Test
    void theSameHistoryAgainGivesTheSameRows() {
        facts.given(started(MORNING, null), new EmailChanged(MINA, NAME, NAME, 3));
        var before = facts.rows("player_fact");
        assertThat(facts.again().rows("player_fact")).hasSize(2).isEqualTo(before);
    }

    private static SessionStarted started(SessionId id, @Nullable SessionId continues) {
        return new SessionStarted(id, MINA, SignInMethod.PASSWORD, TokenProfile.CANONICAL, null, true, NOON, continues);
    }

    private static Profile profile(@Nullable Personal name) {
        return new Profile(name, null, null, null, null, null);
    }

    private static CampaignDefinition definition(String title) {
        return new CampaignDefinition(
                title,
                "",
                CampaignTimes.window("2026-12-01", "2026-12-14", "Asia/Seoul", 5),
                new LoginDays(3),
                Visibility.PUBLIC);
    }
}
