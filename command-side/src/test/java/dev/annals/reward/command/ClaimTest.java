package dev.annals.reward.command;

import static dev.annals.reward.ClaimStatus.CLAIMED;
import static dev.annals.reward.ClaimStatus.DELIVERED;
import static dev.annals.reward.ClaimStatus.FAILED;
import static dev.annals.reward.ClaimStatus.REVERSED;
import static dev.annals.reward.RewardRefusal.CLAIM_DELIVERED;
import static dev.annals.reward.RewardRefusal.CLAIM_NOT_FOUND;
import static dev.annals.reward.RewardRefusal.CLAIM_REVERSED;
import static dev.annals.reward.RewardRefusal.DELIVERED_BY_HAND;
import static dev.annals.reward.RewardRefusal.NO_RECEIVER;
import static dev.annals.reward.RewardRefusal.REASON_REQUIRED;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.TestStores;
import dev.annals.reward.ClaimCommand;
import dev.annals.reward.ClaimCommand.DeliverClaim;
import dev.annals.reward.ClaimCommand.FailClaim;
import dev.annals.reward.ClaimCommand.RetryClaim;
import dev.annals.reward.ClaimCommand.ReverseClaim;
import dev.annals.reward.ClaimEvent;
import dev.annals.reward.ClaimEvent.ClaimDelivered;
import dev.annals.reward.ClaimEvent.ClaimFailed;
import dev.annals.reward.ClaimEvent.ClaimRetried;
import dev.annals.reward.ClaimEvent.ClaimReversalRetried;
import dev.annals.reward.ClaimEvent.ClaimReversed;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimEvidence;
import dev.annals.reward.ClaimId;
import dev.annals.reward.Delivery;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Each outcome of each command, on the real tables of an H2.
 *
 * <p>Red: without the check of each refusal; a delivered piece that returned; a second event where it was so already.
 */
class ClaimTest {

    private static final CampaignId SPRING = new CampaignId(new UUID(1, 1));
    private static final RewardId HAT = new RewardId(new UUID(2, 2));
    private static final UserId MINA = new UserId(new UUID(3, 3));
    private static final ClaimId CLAIM = new ClaimId(SPRING, HAT, MINA, 1);
    private static final Actor OPERATOR = new Actor.User(UserId.of("00000000-0000-4000-8000-00000000000a"));
    private static final Actor RELAY = new Actor.System("reward");
    private static final Personal WHY = new Personal(MINA.value(), 1, Purpose.REASON, new byte[12], new byte[] {1});

    private static final RewardClaimed BY_HAND = granted(Delivery.MANUAL);
    private static final RewardClaimed TOLD = granted(Delivery.WEBHOOK);

    private final HikariDataSource database = TestStores.h2();
    private final RewardSettings settings = settings("https://shop/claims");
    private final Terms terms = new Terms(new JdbcTemplate(database));
    private final Stock stock = new Stock(database, settings);
    private final PersonalData personal = mock(PersonalData.class);
    private final Set<Permission> permissions = EnumSet.of(Permission.CLAIMS_SETTLE);
    private Actor actor = OPERATOR;

    @BeforeEach
    void aPieceIsGone() {
        terms.define(HAT, "A hat", 1, 1, Delivery.MANUAL, List.of());
        stock.open(HAT, 1);
        stock.take(HAT, 1);
        when(personal.seal(any(), any(), any())).thenReturn(WHY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasHandedOutIsDelivered() {
        then(new DeliverClaim(CLAIM), BY_HAND).expectEvents(delivered()).expectResultMessagePayload(DELIVERED);
    }

    @Test
    void whatFailedMayStillBeDelivered() {
        then(new DeliverClaim(CLAIM), BY_HAND, failed()).expectEvents(delivered());
    }

    @Test
    void deliveringTwiceIsNoError() {
        then(new DeliverClaim(CLAIM), BY_HAND, delivered()).expectNoEvents().expectResultMessagePayload(DELIVERED);
    }

    @Test
    void whatCouldNotBeHandedOutHasFailed() {
        then(new FailClaim(CLAIM, " Lost "), BY_HAND).expectEvents(failed()).expectResultMessagePayload(FAILED);
        assertThat(stock.left(HAT)).as("it may still be delivered").isZero();
    }

    @Test
    void failingTwiceIsNoError() {
        then(new FailClaim(CLAIM, "Lost"), BY_HAND, failed()).expectNoEvents().expectResultMessagePayload(FAILED);
    }

    @Test
    void whatThePlayerHasHasNotFailed() {
        refused(CLAIM_DELIVERED, new FailClaim(CLAIM, "Lost"), BY_HAND, delivered());
    }

    @Test
    void aReasonIsAskedForWhereSomebodySettles() {
        refused(REASON_REQUIRED, new FailClaim(CLAIM, " "), BY_HAND);
        refused(REASON_REQUIRED, new FailClaim(CLAIM, "x".repeat(501)), BY_HAND);
        refused(REASON_REQUIRED, new ReverseClaim(CLAIM, null), BY_HAND);
        actor = RELAY;
        then(new FailClaim(CLAIM, null), BY_HAND).expectEvents(new ClaimFailed(CLAIM, SPRING, HAT, MINA, RELAY, null));
    }

    @Test
    void whatFailedIsToldAgain() {
        then(new RetryClaim(CLAIM), TOLD, failed()).expectEvents(retried()).expectResultMessagePayload(CLAIMED);
    }

    @Test
    void whatIsOnItsWayIsNotToldTwice() {
        then(new RetryClaim(CLAIM), TOLD).expectNoEvents().expectResultMessagePayload(CLAIMED);
        then(new RetryClaim(CLAIM), TOLD, failed(), retried()).expectNoEvents();
    }

    @Test
    void thatItWasTakenBackIsToldAgainAsOftenAsSomebodyWishes() {
        var again = new ClaimReversalRetried(CLAIM, SPRING, HAT, MINA, OPERATOR);
        then(new RetryClaim(CLAIM), TOLD, reversed(0)).expectEvents(again).expectResultMessagePayload(REVERSED);
        then(new RetryClaim(CLAIM), TOLD, reversed(0), again).expectEvents(again);
        refused(CLAIM_REVERSED, new DeliverClaim(CLAIM), TOLD, reversed(0), again);
    }

    @Test
    void whatIsToldAgainMayFailAgain() {
        then(new FailClaim(CLAIM, "Lost"), TOLD, failed(), retried()).expectEvents(failed());
    }

    @Test
    void onlyWhatIsToldCanBeToldAgain() {
        refused(DELIVERED_BY_HAND, new RetryClaim(CLAIM), BY_HAND, failed());
        refused(CLAIM_DELIVERED, new RetryClaim(CLAIM), TOLD, delivered());
        refused(DELIVERED_BY_HAND, new RetryClaim(CLAIM), BY_HAND, reversed(0));
        then(settings(""), new RetryClaim(CLAIM), TOLD, failed())
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(NO_RECEIVER);
    }

    @Test
    void whatThePlayerNeverHadReturnsToTheStock() {
        then(new ReverseClaim(CLAIM, "Mistake"), BY_HAND)
                .expectEvents(reversed(0))
                .expectResultMessagePayload(REVERSED);
        assertThat(stock.left(HAT)).isOne();
        assertThat(terms.find(HAT))
                .hasValueSatisfying(of -> assertThat(of.returned()).isOne());
    }

    @Test
    void soDoesWhatFailed() {
        then(new ReverseClaim(CLAIM, "Mistake"), TOLD, failed()).expectEvents(reversed(0));
        assertThat(stock.left(HAT)).isOne();
    }

    @Test
    void whatThePlayerHasIsGone() {
        then(new ReverseClaim(CLAIM, "Mistake"), BY_HAND, delivered()).expectEvents(reversed(null));
        assertThat(stock.left(HAT)).isZero();
    }

    @Test
    void whatWasTakenBackStaysSo() {
        then(new ReverseClaim(CLAIM, "Mistake"), BY_HAND, reversed(0))
                .expectNoEvents()
                .expectResultMessagePayload(REVERSED);
        refused(CLAIM_REVERSED, new DeliverClaim(CLAIM), BY_HAND, reversed(0));
        refused(CLAIM_REVERSED, new FailClaim(CLAIM, "Lost"), BY_HAND, reversed(0));
        assertThat(stock.left(HAT)).as("once").isZero();
    }

    @Test
    void whatNobodyClaimedIsNotFound() {
        for (var command : everyCommand()) refused(CLAIM_NOT_FOUND, command);
    }

    @Test
    void whoMayNotSettlesNothing() {
        permissions.clear();
        for (var command : everyCommand()) refused(NOT_PERMITTED, command, BY_HAND);
    }

    private static List<ClaimCommand> everyCommand() {
        return List.of(
                new DeliverClaim(CLAIM),
                new FailClaim(CLAIM, "Lost"),
                new RetryClaim(CLAIM),
                new ReverseClaim(CLAIM, "Mistake"));
    }

    private void refused(Refusal refusal, ClaimCommand command, ClaimEvent... given) {
        then(command, given)
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(refusal);
    }

    private ResultValidator<Claim> then(ClaimCommand command, ClaimEvent... given) {
        return then(settings, command, given);
    }

    private ResultValidator<Claim> then(RewardSettings with, ClaimCommand command, ClaimEvent... given) {
        var fixture = new AggregateTestFixture<>(Claim.class);
        fixture.registerInjectableResource(new Settling(new Permitted(), personal, stock, terms, with));
        fixture.registerCommandDispatchInterceptor(
                commands -> (index, message) -> message.andMetaData(Map.of(EventMetadata.ACTOR, actor.text())));
        return (given.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) given)).when(command);
    }

    private static RewardSettings settings(String url) {
        return new RewardSettings(1, 12, Duration.ofSeconds(60), new RewardSettings.Webhook(url));
    }

    private static RewardClaimed granted(Delivery delivery) {
        var evidence = new ClaimEvidence(Instant.EPOCH, 1, 0, 0, null);
        return new RewardClaimed(CLAIM, SPRING, HAT, MINA, 1, List.of(), delivery, 0, evidence);
    }

    private static ClaimDelivered delivered() {
        return new ClaimDelivered(CLAIM, SPRING, HAT, MINA, OPERATOR);
    }

    private static ClaimFailed failed() {
        return new ClaimFailed(CLAIM, SPRING, HAT, MINA, OPERATOR, WHY);
    }

    private static ClaimRetried retried() {
        return new ClaimRetried(CLAIM, SPRING, HAT, MINA, OPERATOR);
    }

    private static ClaimReversed reversed(@Nullable Integer bucket) {
        return new ClaimReversed(CLAIM, SPRING, HAT, MINA, OPERATOR, WHY, bucket);
    }

    private final class Permitted implements Authority {

        @Override
        public Set<String> rolesOf(UserId userId) {
            return Set.of();
        }

        @Override
        public Set<Permission> permissionsOf(UserId userId) {
            return permissions;
        }
    }
}
