package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.INVALID_ITEM;
import static dev.annals.reward.RewardRefusal.INVALID_REWARD;
import static dev.annals.reward.RewardRefusal.INVALID_STOCK;
import static dev.annals.reward.RewardRefusal.ITEM_ALREADY_ADDED;
import static dev.annals.reward.RewardRefusal.ITEM_NOT_FOUND;
import static dev.annals.reward.RewardRefusal.NO_RECEIVER;
import static dev.annals.reward.RewardRefusal.REWARD_NOT_FOUND;
import static dev.annals.reward.RewardRefusal.REWARD_RETIRED;
import static dev.annals.reward.RewardRefusal.STOCK_BELOW_CLAIMED;
import static dev.annals.reward.RewardRefusal.STOCK_UNLIMITED;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.TestStores;
import dev.annals.reward.Delivery;
import dev.annals.reward.ItemEvent.ItemDefined;
import dev.annals.reward.ItemId;
import dev.annals.reward.RewardCommand.AddItem;
import dev.annals.reward.RewardCommand.DefineItem;
import dev.annals.reward.RewardCommand.DefineReward;
import dev.annals.reward.RewardCommand.RestockReward;
import dev.annals.reward.RewardCommand.RetireReward;
import dev.annals.reward.RewardDefinition;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardItemAdded;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import dev.annals.reward.RewardItem;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import java.time.Duration;
import java.util.Collections;
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

/** An operator defines rewards, on the real tables of an H2. */
class RewardTest {

    private static final RewardId HAT = new RewardId(new UUID(1, 1));
    private static final ItemId GEMS = new ItemId(new UUID(2, 2));
    private static final RewardItem FEATHER = new RewardItem(null, "feather", 1);
    private static final RewardItem FIVE_HUNDRED_GEMS = new RewardItem(GEMS, "gem", 500);
    private static final RewardDefined DEFINED =
            new RewardDefined(HAT, "A hat", "Warm", List.of(FEATHER), true, List.of(3L, 2L), 1, Delivery.MANUAL);
    private static final RewardDefined ENDLESS =
            new RewardDefined(HAT, "A hat", "", List.of(), false, List.of(), 1, Delivery.MANUAL);

    private final HikariDataSource database = TestStores.h2();
    private final Terms terms = new Terms(new JdbcTemplate(database));
    private final RewardSettings settings =
            new RewardSettings(2, 12, Duration.ofSeconds(60), new RewardSettings.Webhook(""));
    private final Stock stock = new Stock(database, settings);
    private final Set<Permission> permissions = EnumSet.of(Permission.REWARDS_DEFINE);
    private final AggregateTestFixture<Reward> reward = new AggregateTestFixture<>(Reward.class);
    private final AggregateTestFixture<Item> item = new AggregateTestFixture<>(Item.class);

    @BeforeEach
    void prepare() {
        for (var fixture : List.of(reward, item)) {
            fixture.registerInjectableResource(new Permitted());
            fixture.registerInjectableResource(terms);
            fixture.registerInjectableResource(stock);
            fixture.registerInjectableResource(settings);
            fixture.registerCommandDispatchInterceptor(commands -> (index, command) ->
                    command.andMetaData(Map.of(EventMetadata.ACTOR, "user:00000000-0000-4000-8000-00000000000a")));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anItemIsDefined() {
        item.givenNoPriorActivity()
                .when(new DefineItem(GEMS, " gem ", 500))
                .expectEvents(new ItemDefined(GEMS, "gem", 500))
                .expectResultMessagePayload(FIVE_HUNDRED_GEMS);
        assertThat(terms.item(GEMS)).contains(FIVE_HUNDRED_GEMS);
    }

    @Test
    void anItemHasANameAndAQuantity() {
        refused(item.givenNoPriorActivity().when(new DefineItem(GEMS, " ", 500)), INVALID_ITEM);
        refused(item.givenNoPriorActivity().when(new DefineItem(GEMS, "g".repeat(101), 500)), INVALID_ITEM);
        refused(item.givenNoPriorActivity().when(new DefineItem(GEMS, "gem", 0)), INVALID_ITEM);
        refused(item.givenNoPriorActivity().when(new DefineItem(GEMS, "gem", 1_000_000_001)), INVALID_ITEM);
    }

    @Test
    void whoMayNotDefinesNothing() {
        permissions.clear();
        refused(item.givenNoPriorActivity().when(new DefineItem(GEMS, "gem", 1)), NOT_PERMITTED);
        refused(reward.givenNoPriorActivity().when(define("A hat", 5L, 1)), NOT_PERMITTED);
        refused(reward.givenNoPriorActivity().when(new AddItem(HAT, GEMS)), NOT_PERMITTED);
        refused(reward.givenNoPriorActivity().when(new RestockReward(HAT, 1)), NOT_PERMITTED);
        refused(reward.givenNoPriorActivity().when(new RetireReward(HAT)), NOT_PERMITTED);
    }

    @Test
    void aRewardIsDefinedWithItsStock() {
        reward.givenNoPriorActivity()
                .when(new DefineReward(HAT, " A hat ", "Warm", List.of(), List.of(FEATHER), 5L, 1, Delivery.MANUAL))
                .expectEvents(DEFINED)
                .expectResultMessagePayload(
                        new RewardDefinition(HAT, "A hat", "Warm", List.of(FEATHER), 5L, 1, Delivery.MANUAL, false));
        assertThat(stock.left(HAT)).isEqualTo(5);
        assertThat(terms.items(HAT)).containsExactly(FEATHER);
    }

    @Test
    void aRewardNeedNotBeLimited() {
        reward.givenNoPriorActivity().when(define("A hat", null, 1)).expectEvents(ENDLESS);
        assertThat(terms.find(HAT))
                .hasValueSatisfying(of -> assertThat(of.limited()).isFalse());
    }

    @Test
    void aRewardIsMadeOfItemsOfTheCatalogue() {
        terms.defineItem(FIVE_HUNDRED_GEMS);

        reward.givenNoPriorActivity()
                .when(new DefineReward(HAT, "A hat", "", List.of(GEMS, GEMS), List.of(), null, 1, Delivery.MANUAL))
                .expectEvents(new RewardDefined(
                        HAT, "A hat", "", List.of(FIVE_HUNDRED_GEMS), false, List.of(), 1, Delivery.MANUAL));
    }

    @Test
    void whatNobodyKnowsCannotBeInAReward() {
        refused(
                reward.givenNoPriorActivity()
                        .when(new DefineReward(HAT, "A hat", "", List.of(GEMS), List.of(), null, 1, Delivery.MANUAL)),
                ITEM_NOT_FOUND);
    }

    @Test
    void whereNobodyIsToldRewardsAreDeliveredByHand() {
        refused(
                reward.givenNoPriorActivity()
                        .when(new DefineReward(HAT, "A hat", "", List.of(), List.of(), 5L, 1, Delivery.WEBHOOK)),
                NO_RECEIVER);
    }

    @Test
    void whereSomebodyIsToldRewardsMayBeDeliveredByTellingHim() {
        var told = new RewardSettings(2, 12, Duration.ofSeconds(60), new RewardSettings.Webhook("https://shop/claims"));
        var other = new AggregateTestFixture<>(Reward.class);
        for (var resource : List.of(new Permitted(), terms, stock, told)) other.registerInjectableResource(resource);
        other.registerCommandDispatchInterceptor(commands -> (index, command) ->
                command.andMetaData(Map.of(EventMetadata.ACTOR, "user:00000000-0000-4000-8000-00000000000a")));

        other.givenNoPriorActivity()
                .when(new DefineReward(HAT, "A hat", "", List.of(), List.of(), null, 1, Delivery.WEBHOOK))
                .expectEvents(new RewardDefined(HAT, "A hat", "", List.of(), false, List.of(), 1, Delivery.WEBHOOK));
    }

    @Test
    void absurdRewardsAreNotDefined() {
        refused(reward.givenNoPriorActivity().when(define(null, 5L, 1)), INVALID_REWARD);
        refused(reward.givenNoPriorActivity().when(define(" ", 5L, 1)), INVALID_REWARD);
        refused(reward.givenNoPriorActivity().when(define("h".repeat(201), 5L, 1)), INVALID_REWARD);
        refused(reward.givenNoPriorActivity().when(define("A hat", 5L, 0)), INVALID_REWARD);
        refused(reward.givenNoPriorActivity().when(define("A hat", 5L, 1_001)), INVALID_REWARD);
        refused(reward.givenNoPriorActivity().when(define("A hat", -1L, 1)), INVALID_STOCK);
        refused(
                reward.givenNoPriorActivity()
                        .when(new DefineReward(
                                HAT, "A", "", List.of(), Collections.nCopies(51, FEATHER), 5L, 1, Delivery.MANUAL)),
                INVALID_REWARD);
    }

    @Test
    void anItemIsAddedToAReward() {
        givenDefined();
        terms.defineItem(FIVE_HUNDRED_GEMS);

        reward.given(DEFINED)
                .when(new AddItem(HAT, GEMS))
                .expectEvents(new RewardItemAdded(HAT, List.of(FEATHER, FIVE_HUNDRED_GEMS)));
        assertThat(terms.items(HAT)).containsExactly(FEATHER, FIVE_HUNDRED_GEMS);
        assertThat(terms.find(HAT))
                .hasValueSatisfying(of -> assertThat(of.version()).isEqualTo(1));
    }

    @Test
    void anItemIsAddedOnce() {
        givenDefined();
        terms.defineItem(FIVE_HUNDRED_GEMS);
        var added = new RewardItemAdded(HAT, List.of(FEATHER, FIVE_HUNDRED_GEMS));

        refused(reward.given(DEFINED, added).when(new AddItem(HAT, GEMS)), ITEM_ALREADY_ADDED);
        refused(reward.given(DEFINED).when(new AddItem(HAT, new ItemId(new UUID(9, 9)))), ITEM_NOT_FOUND);
        refused(reward.givenNoPriorActivity().when(new AddItem(HAT, GEMS)), REWARD_NOT_FOUND);
    }

    @Test
    void thereIsMoreOfIt() {
        givenDefined();

        reward.given(DEFINED)
                .when(new RestockReward(HAT, 5))
                .expectEvents(new RewardRestocked(HAT, 5, 10, List.of(3L, 2L)));
        assertThat(stock.left(HAT)).isEqualTo(10);
    }

    @Test
    void whatNobodyHasClaimedCanBeTakenOut() {
        givenDefined();

        reward.given(DEFINED)
                .when(new RestockReward(HAT, -4))
                .expectEvents(new RewardRestocked(HAT, -4, 1, List.of(-2L, -2L)));
        refused(reward.given(DEFINED).when(new RestockReward(HAT, -6)), STOCK_BELOW_CLAIMED);
    }

    @Test
    void thereIsNothingToRestockWhereThereIsNoLimitOrNoChange() {
        givenDefined();
        refused(reward.given(DEFINED).when(new RestockReward(HAT, 0)), INVALID_STOCK);
        refused(reward.given(DEFINED).when(new RestockReward(HAT, 1_000_000_000_001L)), INVALID_STOCK);
        refused(reward.given(ENDLESS).when(new RestockReward(HAT, 5)), STOCK_UNLIMITED);
        refused(reward.givenNoPriorActivity().when(new RestockReward(HAT, 5)), REWARD_NOT_FOUND);
    }

    @Test
    void aRewardIsRetiredWithWhatIsLeftOfIt() {
        givenDefined();

        reward.given(DEFINED).when(new RetireReward(HAT)).expectEvents(new RewardRetired(HAT, 5, 0));
        assertThat(stock.left(HAT)).isZero();
        assertThat(terms.find(HAT))
                .hasValueSatisfying(of -> assertThat(of.retired()).isTrue());
    }

    @Test
    void aRetiredRewardStaysRetired() {
        var retired = new RewardRetired(HAT, 5, 0);

        reward.given(DEFINED, retired).when(new RetireReward(HAT)).expectNoEvents();
        refused(reward.given(DEFINED, retired).when(new RestockReward(HAT, 5)), REWARD_RETIRED);
        refused(reward.given(DEFINED, retired).when(new AddItem(HAT, GEMS)), REWARD_RETIRED);
        refused(reward.givenNoPriorActivity().when(new RetireReward(HAT)), REWARD_NOT_FOUND);
    }

    private void givenDefined() {
        terms.define(HAT, "A hat", 2, 1, Delivery.MANUAL, List.of(FEATHER));
        stock.open(HAT, 5);
    }

    private static DefineReward define(@Nullable String title, @Nullable Long stock, int limit) {
        return new DefineReward(HAT, title, "", List.of(), List.of(), stock, limit, Delivery.MANUAL);
    }

    private static void refused(ResultValidator<?> result, Refusal refusal) {
        result.expectNoEvents().expectException(CommandRefused.class).expectExceptionDetails(refusal);
    }

    private final class Permitted implements Authority {

        @Override
        public Set<String> rolesOf(UserId userId) {
            return Set.of();
        }

        @Override
        public Set<Permission> permissionsOf(UserId userId) {
            assertThat(new Actor.User(userId).text()).endsWith("a");
            return permissions;
        }
    }
}
