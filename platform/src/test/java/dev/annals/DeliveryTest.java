package dev.annals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static receiver.ReceiverStub.status;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import receiver.ReceiverStub;
import receiver.ReceiverStub.Told;
import tools.jackson.databind.JsonNode;

/** What is claimed is told to a receiver, who may answer as he likes. */
class DeliveryTest {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static ReceiverStub receiver;
    private static House house;
    private static Offers offers;

    private String hat;
    private String campaign;
    private Person player;

    @BeforeAll
    static void start() {
        receiver = new ReceiverStub();
        house = House.fresh(
                Store.H2,
                "--annals.reward.webhook.url=" + receiver.url(),
                "--annals.reward.webhook.secret=" + SECRET,
                "--annals.reward.webhook.allow-private=true",
                "--annals.reward.webhook.poll=50ms",
                "--annals.reward.webhook.longest-pause=300ms",
                "--annals.reward.webhook.give-up-after=5s");
        offers = new Offers(house);
    }

    @AfterAll
    static void stop() {
        house.close();
        receiver.close();
    }

    @BeforeEach
    void offer() {
        receiver.answers(status(204));
        hat = offers.reward(Map.of("title", "A hat", "stock", 1, "delivery", "WEBHOOK"));
        campaign = offers.campaign(1, hat);
        player = new People(house).somebody();
    }

    @Test
    void theReceiverIsToldOnceAndCanCheckWhoSaysSo() throws Exception {
        var claim = claimed();

        expect(claim, "DELIVERED");
        var told = told(claim);
        assertThat(told.body()).contains(player.id()).doesNotContain(player.username());
        assertThat(told.headers().get("webhook-signature")).isEqualTo("v1," + signature(told));
        assertThat(read(claim).body().path("settled_by").asString()).isEqualTo("system:reward");
    }

    @Test
    void whatTheReceiverRefusesIsSeenWithItsReasonAndCanBeToldAgain() {
        receiver.answers(status(422));
        var claim = claimed();

        expect(claim, "FAILED");
        assertThat(read(claim).text("reason")).isEqualTo("The receiver answered 422.");
        expectMetric("annals_reward_deliveries_failed");
        receiver.answers(status(200));
        var retried = settle(claim, "retry");
        assertThat(retried.text("status")).isEqualTo("CLAIMED");

        expect(claim, "DELIVERED");
        assertThat(read(claim).body().path("reason").isNull()).isTrue();
        assertThat(receiver.told().stream().filter(told -> isAbout(told, claim)))
                .hasSize(2)
                .extracting(Told::body)
                .containsOnly(told(claim).body());
        assertThat(settle(claim, "retry").code()).isEqualTo("CLAIM_DELIVERED");
    }

    @Test
    void whatCouldNotBeDeliveredCanBeTakenBackAndIsInStockAgain() {
        receiver.answers(status(422));
        var claim = claimed();
        expect(claim, "FAILED");

        var reversed = settle(claim, "reverse");

        assertThat(offers.read(reversed, "/api/v1/rewards/" + hat)
                        .body()
                        .path("available")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void aReversalThatTheReceiverRefusesIsToldAgainWhenSomebodyWishesSo() {
        var claim = claimed();
        expect(claim, "DELIVERED");
        receiver.answers(status(422));
        settle(claim, "reverse");
        await().atMost(ofSeconds(20)).until(() -> deliveries("?state=FAILED").contains(claim));
        var refused = awaitTold(claim + ":reversed");

        receiver.answers(status(200));
        assertThat(settle(claim, "retry").text("status")).isEqualTo("REVERSED");

        await().atMost(ofSeconds(20)).until(() -> !deliveries("").contains(claim));
        assertThat(receiver.told().stream()
                        .filter(told ->
                                (claim + ":reversed").equals(told.headers().get("webhook-id"))))
                .hasSize(2)
                .extracting(Told::body)
                .containsOnly(refused.body());
        expect(claim, "REVERSED");
    }

    @Test
    void aReceiverThatIsAwayMakesTheHouseDegradedAndIsToldWhenItIsBack() {
        receiver.answers(status(503));
        var claim = claimed();

        await().atMost(ofSeconds(20))
                .until(() -> house.http().get("/actuator/health").text("status").equals("DEGRADED"));
        assertThat(house.http().get("/actuator/health/readiness").status()).isEqualTo(200);
        receiver.answers(status(200));

        expect(claim, "DELIVERED");
        await().atMost(ofSeconds(20))
                .until(() -> house.http().get("/actuator/health").text("status").equals("UP"));
    }

    @Test
    void whatCannotBeToldInTimeHasFailed() {
        receiver.answers(status(307, "Location", receiver.url() + "/elsewhere"));
        var claim = claimed();

        expect(claim, "FAILED");
        assertThat(read(claim).text("reason")).isEqualTo("Given up after PT5S; at last the receiver answered 307.");
    }

    @Test
    void whatIsHandedOutByHandIsToldToNobody() {
        var scarf = offers.reward(Map.of("title", "A scarf"));
        var other = offers.campaign(1, scarf);
        var claim = offers.claim(player, other, scarf).text("claim_id");

        assertThat(settle(claim, "retry").code()).isEqualTo("DELIVERED_BY_HAND");
        // The next one is: whatever came before it has been looked at.
        var after = claimed();
        expect(after, "DELIVERED");
        assertThat(receiver.told()).noneMatch(told -> isAbout(told, claim));
    }

    @Test
    void whoWasToldOfAClaimIsToldOfItsReversalUnderTheSameSignature() throws Exception {
        var claim = claimed();
        expect(claim, "DELIVERED");

        settle(claim, "reverse");

        var reversal = awaitTold(claim + ":reversed");
        assertThat(reversal.body()).startsWith("{\"type\":\"claim.reversed\"").contains(claim, player.id());
        assertThat(reversal.headers().get("webhook-signature")).isEqualTo("v1," + signature(reversal));
        await().atMost(ofSeconds(20))
                .until(() -> deliveries("").isEmpty() || !deliveries("").contains(claim));
    }

    @Test
    void aClaimThatIsTakenBackWhileItsReceiverIsToldIsToldAsReversedAfterwards() throws Exception {
        var arrived = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        receiver.answers(exchange -> {
            arrived.countDown();
            awaitOf(goesOn);
            status(204).answer(exchange);
        });
        var claim = claimed();
        awaitOf(arrived);

        assertThat(settle(claim, "reverse").text("status")).isEqualTo("REVERSED");
        goesOn.countDown();

        awaitTold(claim + ":reversed");
        assertThat(receiver.told().stream()
                        .map(told -> told.headers().get("webhook-id"))
                        .filter(id -> id.startsWith(claim)))
                .containsExactly(claim, claim + ":reversed");
        expect(claim, "REVERSED");
        expectMetric("annals_reward_deliveries_total\\{.*too_late.*\\}");
    }

    @Test
    void whatIsToBeToldIsListedWithItsTriesForWhoeverReadsClaims() {
        var auditor = new People(house).holderOf("AUDITOR").http();
        receiver.answers(status(503));
        var claim = claimed();

        // It is given up soon.
        var entry = await().atMost(ofSeconds(20))
                .pollInterval(ofMillis(20))
                .until(
                        () -> listed(auditor, "PENDING", claim)
                                .filter(item -> item.path("attempts").asInt() > 0),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(entry.path("message").asString()).isEqualTo("GRANTED");
        assertThat(entry.path("user_id").asString()).isEqualTo(player.id());
        assertThat(entry.path("attempts").asInt()).isPositive();
        assertThat(entry.path("next_try_at").asString()).startsWith("20");
        assertThat(entry.path("failure").asString()).isEqualTo("the receiver answered 503");
        assertThat(player.http().get("/api/v1/claims/deliveries").status()).isEqualTo(403);

        var failed = await().atMost(ofSeconds(30))
                .until(() -> listed(auditor, "FAILED", claim), Optional::isPresent)
                .orElseThrow();
        assertThat(failed.path("failure").asString()).startsWith("Given up after PT5S");
    }

    @Test
    void deliveriesComeInPagesTheOldestFirst() {
        receiver.answers(status(422));
        for (var n = 0; n < 3; n++) {
            offer();
            receiver.answers(status(422));
            expect(claimed(), "FAILED");
        }
        var operator = offers.operator().http();

        var all = new ArrayList<String>();
        var since = new ArrayList<String>();
        var page = operator.get("/api/v1/claims/deliveries?limit=1");
        while (true) {
            all.add(page.body().path("items").path(0).path("claim_id").asString());
            since.add(page.body().path("items").path(0).path("since").asString());
            if (page.body().path("next_cursor").isNull()
                    || page.text("next_cursor").isEmpty()) break;
            page = operator.get("/api/v1/claims/deliveries?limit=1&cursor=" + page.text("next_cursor"));
        }

        assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
        assertThat(since.stream().map(Instant::parse)).isSorted();
        assertThat(operator.get("/api/v1/claims/deliveries?cursor=nonsense").code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(operator.get("/api/v1/claims/deliveries?state=LOST").status())
                .isEqualTo(400);
    }

    private static Optional<JsonNode> listed(Http reader, String state, String claim) {
        return reader.get("/api/v1/claims/deliveries?limit=500&state=" + state)
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("claim_id").asString().equals(claim))
                .findFirst();
    }

    private static String deliveries(String query) {
        return offers.operator()
                .http()
                .get("/api/v1/claims/deliveries" + query)
                .raw()
                .body();
    }

    private static Told awaitTold(String id) {
        await().atMost(ofSeconds(20)).until(() -> receiver.told().stream().anyMatch(told -> isAbout(told, id)));
        return told(id);
    }

    private static void awaitOf(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String claimed() {
        var answer = offers.claim(player, campaign, hat);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.text("claim_id");
    }

    private static void expect(String claim, String status) {
        await().atMost(ofSeconds(30)).until(() -> read(claim).text("status"), status::equals);
    }

    private static Answer read(String claim) {
        return offers.operator().http().get("/api/v1/claims/" + claim);
    }

    private static Answer settle(String claim, String how) {
        return offers.operator().http().post("/api/v1/claims/" + claim + "/" + how, Map.of("reason", "A test"));
    }

    private static Told told(String claim) {
        return receiver.told().stream()
                .filter(told -> isAbout(told, claim))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAbout(Told told, String claim) {
        return claim.equals(told.headers().get("webhook-id"));
    }

    /** Others may have failed before. */
    private static void expectMetric(String name) {
        await().atMost(ofSeconds(10))
                .until(() -> house.http()
                        .get("/metrics")
                        .raw()
                        .body()
                        .lines()
                        .anyMatch(line -> line.matches(name + "(\\{.*})? [1-9].*")));
    }

    /** As the page for receivers says. */
    private static String signature(Told told) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
        var signed =
                told.headers().get("webhook-id") + "." + told.headers().get("webhook-timestamp") + "." + told.body();
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
}
