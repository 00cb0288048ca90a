package dev.annals.reward.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static receiver.ReceiverStub.status;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.reward.ClaimEvent.RewardClaimed;
import dev.annals.reward.ClaimEvidence;
import dev.annals.reward.ClaimId;
import dev.annals.reward.Delivery;
import dev.annals.reward.ItemId;
import dev.annals.reward.RewardItem;
import dev.annals.reward.relay.Webhook.Answer;
import dev.annals.shared.UserId;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import receiver.ReceiverStub;

/** One POST to a receiver that really listens, and all that it may do. */
class WebhookTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant GRANTED_AT = Instant.parse("2026-11-21T09:00:00.123456Z");
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:05Z");
    private static final UserId USER = new UserId(new UUID(3, 3));

    private final ReceiverStub receiver = new ReceiverStub();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void itIsToldWhatWasClaimedAndNotByWhom() throws InterruptedException {
        assertThat(post(true)).isEqualTo(new Answer.Taken());

        var claim = claim();
        var told = receiver.told().getFirst();
        assertThat(told.body())
                .isEqualTo("{\"type\":\"claim.granted\",\"timestamp\":\"2026-11-21T09:00:00.123456Z\",\"data\":{"
                        + "\"claim_id\":\"" + claim.claimId() + "\",\"campaign_id\":\""
                        + claim.claimId().campaignId()
                        + "\",\"reward_id\":\"" + claim.claimId().rewardId() + "\",\"user_id\":\"" + USER
                        + "\",\"number\":1,\"items\":[{\"item_id\":\"00000000-0000-0004-0000-000000000004\","
                        + "\"item\":\"gem\",\"quantity\":500},{\"item\":\"hat\",\"quantity\":1}]}}");
        assertThat(told.headers())
                .containsEntry("webhook-id", claim.claimId().text())
                .containsEntry("Idempotency-Key", claim.claimId().text())
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("Content-Type", "application/json")
                .containsEntry(
                        "webhook-signature",
                        Signatures.of(SECRET)
                                .of(claim.claimId().text(), NOW, told.body().getBytes(UTF_8)));
    }

    @Test
    void aReversalIsToldUnderAnIdOfItsOwn() throws InterruptedException {
        try (var webhook = new Webhook(settings(receiver.url(), SECRET, true), Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThat(webhook.post(reversed())).isEqualTo(new Answer.Taken());
        }

        var told = receiver.told().getFirst();
        var id = claim().claimId().text() + ":reversed";
        assertThat(told.body())
                .startsWith("{\"type\":\"claim.reversed\",\"timestamp\":\"2026-11-21T09:01:00.123456Z\",\"data\":{"
                        + "\"claim_id\":\"" + claim().claimId() + "\"");
        assertThat(told.headers())
                .containsEntry("webhook-id", id)
                .containsEntry("Idempotency-Key", id)
                .containsEntry(
                        "webhook-signature",
                        Signatures.of(SECRET).of(id, NOW, told.body().getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void everyStatusThatSaysYesIsAYes(int status) throws InterruptedException {
        receiver.answers(status(status));
        assertThat(post(true)).isEqualTo(new Answer.Taken());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 410, 422})
    void whoSaysThatItIsOurFaultMeansIt(int status) throws InterruptedException {
        receiver.answers(status(status));
        assertThat(post(true)).isEqualTo(new Answer.Refused(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whoSaysThatItIsHisFaultIsAskedAgain(int status) throws InterruptedException {
        receiver.answers(status(status));
        assertThat(post(true)).isEqualTo(unclear("the receiver answered " + status));
    }

    @Test
    void whoWantsToBeLeftAloneSaysForHowLong() throws InterruptedException {
        receiver.answers(status(429, "Retry-After", "17"));
        assertThat(post(true)).isEqualTo(new Answer.Unclear("the receiver answered 429", Duration.ofSeconds(17)));

        receiver.answers(status(503, "Retry-After", "999999"));
        assertThat(post(true)).isEqualTo(new Answer.Unclear("the receiver answered 503", Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void noRedirectIsFollowed(int status) throws InterruptedException {
        receiver.answers(status(status, "Location", receiver.url() + "/elsewhere"));
        assertThat(post(true)).isEqualTo(unclear("the receiver answered " + status));
        assertThat(receiver.told()).hasSize(1);
    }

    @Test
    void whoDoesNotAnswerInTimeIsAskedAgain() throws InterruptedException {
        var end = new CountDownLatch(1);
        receiver.answers(exchange -> awaitOf(end));
        assertThat(post(true)).isInstanceOf(Answer.Unclear.class);
        end.countDown();
    }

    /** The headers are there at once: only the whole exchange has a limit. */
    @Test
    void whoNeverEndsHisAnswerIsAskedAgain() throws InterruptedException {
        var end = new CountDownLatch(1);
        receiver.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            awaitOf(end);
        });
        assertThat(post(true)).isEqualTo(unclear("no answer within PT2S"));
        end.countDown();
    }

    @Test
    void whoSaysTooMuchIsNotListenedTo() throws InterruptedException {
        receiver.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (var n = 0; n < 100; n++) body.write(new byte[10_000]);
            }
        });
        assertThat(post(true)).isEqualTo(unclear("the answer was too long"));
    }

    @Test
    void whoCutsTheConnectionIsAskedAgain() throws IOException, InterruptedException {
        try (var socket = new ServerSocket(0)) {
            Thread.ofPlatform().daemon().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getInputStream().read();
                    connection.setSoLinger(true, 0);
                } catch (IOException e) {
                    // The test has ended.
                }
            });
            assertThat(post("http://127.0.0.1:" + socket.getLocalPort(), true))
                    .isEqualTo(unclear("the exchange was cut off"));
        }
    }

    @Test
    void whoIsNotThereIsAskedAgain() throws InterruptedException {
        receiver.close();
        assertThat(post(true)).isEqualTo(unclear("the receiver cannot be reached"));
    }

    @Test
    void nothingGoesIntoAPrivateNetworkUnlessThatIsAllowed() throws InterruptedException {
        assertThat(post(false)).isEqualTo(unclear("the receiver is in a private network, which is not allowed"));
        assertThat(receiver.told()).isEmpty();
    }

    private Answer post(boolean allowPrivate) throws InterruptedException {
        return post(receiver.url(), allowPrivate);
    }

    private static Answer post(String url, boolean allowPrivate) throws InterruptedException {
        try (var webhook = new Webhook(settings(url, SECRET, allowPrivate), Clock.fixed(NOW, ZoneOffset.UTC))) {
            return webhook.post(claim());
        }
    }

    static WebhookSettings settings(String url, @Nullable String secret, boolean allowPrivate) {
        return new WebhookSettings(
                url,
                secret,
                allowPrivate,
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                Duration.ofMinutes(15),
                1,
                Duration.ofMillis(10));
    }

    static GrantedClaim claim() {
        var campaign = new CampaignId(new UUID(1, 1));
        var reward = new RewardId(new UUID(2, 2));
        var items = List.of(new RewardItem(new ItemId(new UUID(4, 4)), "gem", 500), new RewardItem(null, "hat", 1));
        var granted = new RewardClaimed(
                new ClaimId(campaign, reward, USER, 1),
                campaign,
                reward,
                USER,
                1,
                items,
                Delivery.WEBHOOK,
                0,
                new ClaimEvidence(GRANTED_AT, 1, 0, 0, null));
        return new GrantedClaim(granted, GRANTED_AT, GRANTED_AT, false);
    }

    static GrantedClaim reversed() {
        var at = GRANTED_AT.plusSeconds(60);
        return new GrantedClaim(claim().granted(), at, at, true);
    }

    private static Answer unclear(String what) {
        return new Answer.Unclear(what, Duration.ZERO);
    }

    private static void awaitOf(CountDownLatch end) {
        try {
            end.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
