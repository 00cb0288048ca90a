package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static receiver.ReceiverStub.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import receiver.ReceiverStub;

/**
 * Two processes on one PostgreSQL tell a receiver of claims, and one of them is killed between the POST and the event.
 *
 * <p>Red: without the lease both told it; with the event before the POST nobody told it again.
 */
@Timeout(300)
class DeliveryKillTest {

    private static final int CLAIMS = 20;

    private final CountDownLatch killed = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    @Test
    void whatWasToldButNotWrittenIsToldAgainUnderTheSameIdAndTheRestOnce() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/processes")).toAbsolutePath(), "d");
        var settings = new ArrayList<>(Store.POSTGRESQL.freshDatabase(folder));
        try (var receiver = new ReceiverStub()) {
            settings.addAll(List.of(
                    "--annals.master-key-file=" + folder.resolve("master.key"),
                    "--annals.admin.username=" + House.ADMIN,
                    "--annals.admin.password=" + House.ADMIN_PASSWORD,
                    "--annals.master-key-create=true",
                    "--annals.password.argon2-memory=256",
                    "--annals.password.argon2-iterations=1",
                    "--annals.reward.webhook.url=" + receiver.url(),
                    "--annals.reward.webhook.secret=" + DeliveryTest.SECRET,
                    "--annals.reward.webhook.allow-private=true",
                    "--annals.reward.webhook.timeout=2s"));
            receiver.answers(exchange -> {
                told.countDown();
                try {
                    killed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            });
            try (var one = start(folder, 1, settings)) {
                one.untilReady();
                var operator = one.http().bearer(signIn(one));
                var hat = operator.post(
                                "/api/v1/rewards",
                                Map.of("title", "A hat", "delivery", "WEBHOOK", "per_user_limit", 100))
                        .text("reward_id");
                var campaign = campaign(operator, hat);
                var wish = Map.of("campaign_id", campaign, "reward_id", hat);
                var first = operator.post("/api/v1/claims", wish).text("claim_id");
                told.await();
                one.kill();
                killed.countDown();
                receiver.answers(status(200));
                try (var two = start(folder, 2, settings);
                        var three = start(folder, 3, settings)) {
                    two.untilReady();
                    three.untilReady();
                    var again = two.http().bearer(signIn(two));
                    await().atMost(ofSeconds(60)).until(() -> isDelivered(again, first));
                    var claims = new ArrayList<String>();
                    for (var n = 0; n < CLAIMS; n++)
                        claims.add(again.post("/api/v1/claims", wish).text("claim_id"));
                    await().atMost(ofSeconds(60))
                            .until(() -> claims.stream().allMatch(claim -> isDelivered(again, claim)));

                    var ids = new ArrayList<String>();
                    var bodies = new HashSet<String>();
                    for (var told : receiver.told()) {
                        ids.add(String.valueOf(told.headers().get("webhook-id")));
                        bodies.add(told.body());
                    }
                    assertThat(ids).filteredOn(first::equals).hasSizeBetween(2, 3);
                    assertThat(ids).filteredOn(id -> !id.equals(first)).containsExactlyInAnyOrderElementsOf(claims);
                    assertThat(bodies).hasSize(CLAIMS + 1);
                }
            }
        }
    }

    private static RunningProcess start(Path folder, int number, List<String> settings) {
        return RunningProcess.start(
                "", RunningProcess.freePort(), folder.resolve(number + ".log"), "", List.of(), settings);
    }

    private static String signIn(RunningProcess process) {
        return process.http()
                .post("/api/v1/sessions", Map.of("login", House.ADMIN, "password", House.ADMIN_PASSWORD))
                .text("access_token");
    }

    private static String campaign(Http operator, String reward) {
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        var campaign = operator.post(
                        "/api/v1/campaigns",
                        Map.of(
                                "title", "Come by",
                                "starts_at", yesterday.toString(),
                                "ends_at", yesterday.plusDays(9).toString(),
                                "zone", "UTC",
                                "condition", Map.of("kind", "login_days", "goal", 1)))
                .text("campaign_id");
        operator.put("/api/v1/campaigns/" + campaign + "/rewards/" + reward, Map.of());
        operator.post("/api/v1/campaigns/" + campaign + "/activate", Map.of());
        return campaign;
    }

    private static boolean isDelivered(Http operator, String claim) {
        return operator.get("/api/v1/claims/" + claim).text("status").equals("DELIVERED");
    }
}
