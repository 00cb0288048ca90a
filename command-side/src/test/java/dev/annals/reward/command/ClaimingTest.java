package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.CLOCK_WENT_BACK;
import static dev.annals.reward.RewardRefusal.NOT_QUALIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Evaluation;
import dev.annals.campaign.Facts;
import dev.annals.campaign.Qualification;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.idempotency.Idempotency;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.store.LogEntries;
import dev.annals.foundation.store.TestStores;
import dev.annals.reward.ClaimEvent.ClaimRefused;
import dev.annals.reward.Claims.Outcome;
import dev.annals.reward.Delivery;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a claim leaves behind as days pass, and what it does where time goes backwards; on the real tables of an H2. */
class ClaimingTest {

    private static final CampaignId SPRING = new CampaignId(new UUID(1, 1));
    private static final RewardId HAT = new RewardId(new UUID(2, 2));
    private static final UserId MINA = new UserId(new UUID(3, 3));
    private static final Instant CHANGED_AT = Instant.parse("2026-12-01T12:00:00Z");
    private static final CampaignDefinition DEFINITION = new CampaignDefinition(
            "Spring",
            "",
            CampaignTimes.window("2026-12-01", "2026-12-14", "UTC", 0),
            new LoginDays(3),
            Visibility.PUBLIC);

    private final HikariDataSource database = TestStores.h2();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Terms terms = new Terms(jdbc);
    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final AccessState access = mock(AccessState.class);
    private Instant now = CHANGED_AT;

    @BeforeEach
    void aReward() {
        terms.define(HAT, "A hat", 0, 1, Delivery.MANUAL, List.of());
        when(access.lock(any())).thenReturn(new AccessState.Row(1, AccessState.Status.ACTIVE, false));
    }

    @AfterEach
    void close() {
        store.shutDown();
        database.close();
    }

    /** Red: with the count of the row alone the next event said 1; with the event of every refusal there were five. */
    @Test
    void refusalsOfADayLeaveOneEventAndTheNextDaysSaysHowOftenUntilThen() {
        for (var n = 0; n < 3; n++) refused();
        now = CHANGED_AT.plus(Duration.ofDays(1));
        refused();
        refused();

        var events = store.readEvents("claim-attempt:" + MINA + ":" + SPRING + ":" + HAT)
                .asStream()
                .map(Message::getPayload)
                .map(ClaimRefused.class::cast)
                .toList();
        assertThat(events).extracting(ClaimRefused::count).containsExactly(1L, 4L);
        assertThat(events)
                .extracting(ClaimRefused::day)
                .containsExactly(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-02"));
    }

    @Test
    void theSameDayAnswersWithTheSameEvent() {
        assertThat(refused().eventId()).isEqualTo(refused().eventId());
    }

    /** Red: without the check it was decided by a time at which the campaign was not what it is. */
    @Test
    void aClockThatWentBackDecidesNothing() {
        now = CHANGED_AT.minus(Duration.ofMinutes(3));

        assertThatThrownBy(this::claim)
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(CLOCK_WENT_BACK));
        assertThat(store.lastSequenceNumberFor("claim-attempt:" + MINA + ":" + SPRING + ":" + HAT))
                .isEmpty();
    }

    @Test
    void clocksThatDifferALittleAreBelieved() {
        now = CHANGED_AT.minus(Duration.ofMinutes(1));

        assertThat(refused().refusal()).isEqualTo(NOT_QUALIFIED);
    }

    private Outcome.Refused refused() {
        return (Outcome.Refused) claim();
    }

    private Outcome claim() {
        var nothing = Evaluation.of(DEFINITION.condition(), DEFINITION.window(), Facts.NONE, now);
        var command = new ClaimReward(SPRING, HAT, MINA, now, Qualification.of(nothing), null);
        var rewards = new TreeSet<>(List.of(HAT));
        var standing = new CampaignStanding(SPRING, DEFINITION, CampaignState.ACTIVE, rewards, 3, CHANGED_AT);
        var settings = new RewardSettings(1, 12, Duration.ofSeconds(60), new RewardSettings.Webhook(""));
        return new Claiming(
                        campaignId -> Optional.of(standing),
                        terms,
                        new Stock(database, settings),
                        new ClaimEvents(store, mock(LogEntries.class), terms, new Traces(jdbc)),
                        mock(Idempotency.class),
                        access,
                        mock(Authority.class),
                        Clock.fixed(now, ZoneOffset.UTC))
                .decide(command, new Actor.User(MINA));
    }
}
