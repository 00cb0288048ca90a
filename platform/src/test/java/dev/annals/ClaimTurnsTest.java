package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import dev.annals.foundation.security.AccessState;
import dev.annals.shared.UserId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One claim at a time, and patience for half a second. */
class ClaimTurnsTest {

    /** Red: without the limit of time the second one waited for the first; without turns it did not wait at all. */
    @Test
    void whoeverHasToWaitTooLongForHisTurnIsToldToComeLater() throws Exception {
        try (var house = House.fresh(Store.H2, "--annals.reward.at-once=1", "--annals.reward.patience=500ms");
                var callers = Executors.newFixedThreadPool(2)) {
            var people = new People(house);
            var offers = new Offers(house);
            var hat = offers.reward(2);
            var campaign = offers.campaign(1, hat);
            var first = people.somebody();
            var second = people.somebody();
            var held = new CountDownLatch(1);
            var isHeld = new CountDownLatch(1);
            var holder = CompletableFuture.runAsync(() -> hold(house, first.id(), isHeld, held), callers);
            isHeld.await();
            var waiting = CompletableFuture.supplyAsync(() -> offers.claim(first, campaign, hat), callers);
            await().atMost(ofSeconds(10)).until(() -> isTurnTaken(offers.claim(second, campaign, hat)));

            var refused = offers.claim(second, campaign, hat);
            held.countDown();

            assertThat(refused.status()).as("%s", refused).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
            holder.get(20, TimeUnit.SECONDS);
            var later = offers.claim(second, campaign, hat);
            assertThat(later.status()).as("%s", later).isIn(201, 409);
        }
    }

    /** Before the first one is in, the second may have been served. */
    private static boolean isTurnTaken(Answer answer) {
        return answer.status() == 503;
    }

    private static void hold(House house, String userId, CountDownLatch isHeld, CountDownLatch held) {
        new TransactionTemplate(house.part(JdbcTransactionManager.class)).executeWithoutResult(status -> {
            house.part(AccessState.class).lock(UserId.of(userId));
            isHeld.countDown();
            try {
                held.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
