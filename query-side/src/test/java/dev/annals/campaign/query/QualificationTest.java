package dev.annals.campaign.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignQuery.QualificationOf;
import dev.annals.campaign.CampaignRefusal;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.FactKind;
import dev.annals.campaign.Qualification;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.store.Position;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The question that claims ask.
 *
 * <p>Red: judged by the read model's definition; facts read before they were waited for; what happened after the instant.
 */
class QualificationTest {

    private static final CampaignId SPRING = new CampaignId(new UUID(1, 1));
    private static final UserId MINA = new UserId(new UUID(2, 2));
    private static final Instant NOON = Instant.parse("2026-10-03T12:00:00Z");

    private final CampaignRows rows = mock(CampaignRows.class);
    private final PlayerFactRows facts = mock(PlayerFactRows.class);
    private final ReadModels readModels = mock(ReadModels.class);

    @Test
    void whoMeetsTheConditionIsToldSinceWhenAndByWhat() {
        signedIn("2026-10-01T12:00:00Z", "2026-10-02T12:00:00Z");

        var met = (Qualification.Met) ask(2, NOON, null);

        assertThat(met.at()).isEqualTo(Instant.parse("2026-10-02T12:00:00Z"));
        assertThat(met.evidence().days()).containsExactly(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-02"));
        assertThat(met.evidence().events()).containsExactly("2026-10-01T12:00:00Z", "2026-10-02T12:00:00Z");
    }

    @Test
    void whoDoesNotIsToldWhatCounted() {
        signedIn("2026-10-01T12:00:00Z");

        var notYet = (Qualification.NotYet) ask(2, NOON, null);

        assertThat(notYet.progress().missing()).isEqualTo(1);
        assertThat(notYet.evidence().events()).containsExactly("2026-10-01T12:00:00Z");
    }

    @Test
    void whatHappenedAfterTheInstantDoesNotCount() {
        signedIn("2026-10-01T12:00:00Z", "2026-10-03T12:00:00.000001Z");

        assertThat(ask(2, NOON, null)).isInstanceOf(Qualification.NotYet.class);
    }

    @Test
    void aPositionIsWaitedForBeforeFactsAreRead() {
        signedIn("2026-10-01T12:00:00Z");

        ask(1, NOON, 42L);

        var order = inOrder(readModels, facts);
        order.verify(readModels).await("player-fact", new Position("", 42));
        order.verify(facts).of(any(), any(), any());
    }

    @Test
    void withoutOneNobodyWaitsAndTheReadModelOfCampaignsIsNotAsked() {
        signedIn("2026-10-01T12:00:00Z");

        ask(1, NOON, null);

        verify(readModels, never()).await(any(), any());
        verify(rows, never()).findByCampaignId(any());
    }

    @Test
    void whatIsNoCampaignIsNotFound() {
        assertThatThrownBy(() -> handler(Optional.empty()).answer(new QualificationOf(SPRING, MINA, NOON, null)))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(CampaignRefusal.CAMPAIGN_NOT_FOUND));
    }

    private Qualification ask(int goal, Instant at, @Nullable Long position) {
        var definition = new CampaignDefinition(
                "Spring",
                "",
                CampaignTimes.window("2026-10-01", "2026-10-31", "UTC", 0),
                new LoginDays(goal),
                Visibility.PUBLIC);
        var standing =
                new CampaignStanding(SPRING, definition, CampaignState.ACTIVE, new TreeSet<>(), 2, Instant.EPOCH);
        return handler(Optional.of(standing)).answer(new QualificationOf(SPRING, MINA, at, position));
    }

    private CampaignQueryHandler handler(Optional<CampaignStanding> decided) {
        return new CampaignQueryHandler(rows, mock(CampaignRewardRows.class), facts, campaignId -> decided, readModels);
    }

    private void signedIn(String... times) {
        List<PlayerFactRow> told =
                Stream.of(times).map(QualificationTest::signIn).toList();
        when(facts.of(any(), any(), any())).thenReturn(told);
    }

    private static PlayerFactRow signIn(String at) {
        var row = new PlayerFactRow();
        row.kind = FactKind.SIGN_IN;
        row.eventId = at;
        row.happenedAt = Instant.parse(at);
        return row;
    }
}
