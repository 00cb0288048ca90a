package dev.annals.reward.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.foundation.store.ProcessName;
import dev.annals.foundation.store.TestStores;
import dev.annals.reward.ClaimCommand;
import dev.annals.reward.ClaimCommand.DeliverClaim;
import dev.annals.reward.ClaimCommand.FailClaim;
import dev.annals.reward.RewardRefusal;
import dev.annals.reward.relay.DeliveryWork.Backlog;
import dev.annals.reward.relay.DeliveryWork.Taken;
import dev.annals.reward.relay.Webhook.Answer;
import dev.annals.shared.CommandRefused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written down of each answer, on the real table. */
class DelivererTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Has run out before anybody looks. */
    private static final Duration OVER = Duration.ofSeconds(-1);

    private static final Answer LATER = new Answer.Unclear("the receiver answered 503", Duration.ZERO);

    private final HikariDataSource database = TestStores.h2();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DeliveryWork work = work("one", LEASE);
    private final GrantedClaim claim = WebhookTest.claim();
    private final String claimId = claim.claimId().text();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<ClaimCommand> settled = new ArrayList<>();
    private final List<GrantedClaim> told = new ArrayList<>();
    private Instant now = claim.since();

    @BeforeEach
    void granted() {
        work.granted(claim.claimId(), claim.since());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatTheReceiverHasIsDelivered() throws InterruptedException {
        deliver(work, new Answer.Taken());

        assertThat(settled).containsExactly(new DeliverClaim(claim.claimId()));
        assertThat(work.backlog()).isEqualTo(new Backlog(0, 0, 0, 0));
        assertThat(counted("delivered")).isOne();
    }

    @Test
    void whatTheReceiverRefusesHasFailedWithAReasonAndIsSeen() throws InterruptedException {
        deliver(work, new Answer.Refused(422));

        assertThat(settled).containsExactly(new FailClaim(claim.claimId(), "The receiver answered 422."));
        assertThat(work.due(10)).isEmpty();
        assertThat(work.backlog().failed()).isOne();
        assertThat(counted("failed")).isOne();
    }

    @Test
    void whatIsUnclearIsToldAgainLater() throws InterruptedException {
        deliver(work, LATER);

        assertThat(settled).isEmpty();
        assertThat(work.due(10)).isEmpty();
        assertThat(attempts()).isOne();
        assertThat(work.backlog().failing()).isOne();
        assertThat(counted("retried")).isOne();
    }

    @Test
    void whoWantsToBeLeftAloneIs() throws InterruptedException {
        deliver(work, new Answer.Unclear("the receiver answered 429", Duration.ofMinutes(17)));

        assertThat(secondsUntilDue()).isBetween(16 * 60.0, 17 * 60.0);
    }

    @Test
    void whatCannotBeTriedInTimeHasFailed() throws InterruptedException {
        now = claim.since().plus(Duration.ofMinutes(59)).plusSeconds(59).plusMillis(900);

        deliver(work, LATER);

        assertThat(settled)
                .containsExactly(
                        new FailClaim(claim.claimId(), "Given up after PT1H; at last the receiver answered 503."));
    }

    @Test
    void whatIsSettledByNowIsNotTold() throws InterruptedException {
        new Deliverer(
                        work,
                        id -> Optional.empty(),
                        this::taken,
                        settled::add,
                        pauses(),
                        WebhookTest.settings("", null, true),
                        new DeliveryMeters(registry),
                        Clock.systemUTC())
                .deliver(claimId);

        assertThat(told).isEmpty();
        assertThat(work.due(10)).isEmpty();
    }

    /** Red: with a grant's end that minds no reversal, the receiver was not told of it. */
    @ParameterizedTest
    @MethodSource("answers")
    void whatIsTakenBackWhileItIsToldIsToldAsReversedNextWhateverTheAnswerWas(Answer answer)
            throws InterruptedException {
        deliver(
                work,
                claim,
                answer,
                () -> work.reversed(claim.claimId(), WebhookTest.reversed().since()),
                command -> {
                    throw new CommandRefused(RewardRefusal.CLAIM_REVERSED);
                });
        assertThat(work.due(10)).containsExactly(claimId);

        deliver(work, WebhookTest.reversed(), new Answer.Taken(), () -> {}, settled::add);

        assertThat(told).extracting(GrantedClaim::messageId).containsExactly(claimId, claimId + ":reversed");
        assertThat(settled).isEmpty();
        assertThat(counted("reversed")).isOne();
        assertThat(work.backlog()).isEqualTo(new Backlog(0, 0, 0, 0));
    }

    static Stream<Answer> answers() {
        return Stream.of(new Answer.Taken(), new Answer.Refused(410), LATER);
    }

    /** The log says so before the relay has noted it. */
    @Test
    void whatIsTakenBackAMomentBeforeItIsToldIsNotToldAsGranted() throws InterruptedException {
        deliver(work, WebhookTest.reversed(), new Answer.Taken(), () -> {}, settled::add);
        assertThat(told).isEmpty();

        work.reversed(claim.claimId(), WebhookTest.reversed().since());

        assertThat(work.due(10)).containsExactly(claimId);
    }

    @Test
    void aReversalThatTheReceiverRefusesIsSeenWithWhatItSaid() throws InterruptedException {
        work.reversed(claim.claimId(), WebhookTest.reversed().since());

        deliver(work, WebhookTest.reversed(), new Answer.Refused(404), () -> {}, settled::add);

        assertThat(settled).isEmpty();
        assertThat(work.due(10)).isEmpty();
        assertThat(work.backlog().failed()).isOne();
        assertThat(failure()).isEqualTo("The receiver answered 404.");
    }

    /** Red: where the reason was written after the command, whoever read the log faster had taken the claim away by then. */
    @Test
    void theReasonIsSeenHoweverFastTheLogIsRead() throws InterruptedException {
        deliver(work, new Answer.Refused(422), command -> work.failed(claim.claimId()));

        assertThat(failure()).isEqualTo("The receiver answered 422.");
        assertThat(work.due(10)).isEmpty();
    }

    @Test
    void aReversalOfWhatTheReceiverHasIsToldToo() {
        work.settled(claim.claimId());

        work.reversed(claim.claimId(), WebhookTest.reversed().since());

        assertThat(work.due(10)).containsExactly(claimId);
    }

    /** Between the answer and the event. */
    @Test
    void whoDiesLeavesItToTheNextOneWhoTellsTheSame() throws InterruptedException {
        var short1 = work("one", OVER);
        assertThatThrownBy(() -> deliver(short1, new Answer.Taken(), command -> {
                    throw new AssertionError("killed");
                }))
                .isInstanceOf(AssertionError.class);

        deliver(work("two", LEASE), new Answer.Taken());

        assertThat(told).extracting(GrantedClaim::claimId).containsExactly(claim.claimId(), claim.claimId());
        assertThat(told.getFirst().body()).isEqualTo(told.getLast().body());
        assertThat(settled).containsExactly(new DeliverClaim(claim.claimId()));
    }

    @Test
    void ofTwoProcessesOneTells() throws InterruptedException {
        assertThat(work.take(claimId)).isPresent();

        deliver(work("two", LEASE), new Answer.Taken());

        assertThat(told).isEmpty();
    }

    @Test
    void whoWasThoughtDeadDecidesNothing() throws InterruptedException {
        var slow = work("one", OVER);
        var two = work("two", LEASE);
        var others = new ArrayList<Taken>();
        new Deliverer(
                        slow,
                        id -> Optional.of(claim),
                        taken -> {
                            others.addAll(two.take(claimId).stream().toList());
                            return new Answer.Refused(400);
                        },
                        settled::add,
                        pauses(),
                        WebhookTest.settings("", null, true),
                        new DeliveryMeters(registry),
                        Clock.systemUTC())
                .deliver(claimId);

        assertThat(settled).isEmpty();
        assertThat(two.isStillMine(others.getFirst())).isTrue();
        assertThat(counted("overtaken")).isOne();
    }

    @Test
    void whatIsToBeToldAgainBeginsAnew() throws InterruptedException {
        deliver(work, LATER);
        work.failed(claim.claimId());

        work.retried(claim.claimId(), claim.since());

        assertThat(work.due(10)).containsExactly(claimId);
        assertThat(attempts()).isZero();
    }

    @Test
    void pausesGrowUpToTheLongestAndDiffer() {
        var random = RandomGenerator.of("L64X128MixRandom");
        var pauses = new Pauses(Duration.ofMinutes(15), random);

        for (var n = 0; n < 100; n++) {
            assertThat(pauses.after(0, Duration.ZERO)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
            assertThat(pauses.after(3, Duration.ZERO)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
            assertThat(pauses.after(60, Duration.ZERO)).isBetween(Duration.ofSeconds(450), Duration.ofMinutes(15));
        }
        assertThat(pauses.after(3, Duration.ZERO)).isNotEqualTo(pauses.after(3, Duration.ZERO));
    }

    private void deliver(DeliveryWork mine, Answer answer) throws InterruptedException {
        deliver(mine, answer, settled::add);
    }

    private void deliver(DeliveryWork mine, Answer answer, Consumer<ClaimCommand> commands)
            throws InterruptedException {
        deliver(mine, claim, answer, () -> {}, commands);
    }

    /** @param meanwhile while the receiver is told */
    private void deliver(
            DeliveryWork mine, GrantedClaim said, Answer answer, Runnable meanwhile, Consumer<ClaimCommand> commands)
            throws InterruptedException {
        new Deliverer(
                        mine,
                        id -> Optional.of(said),
                        one -> {
                            told.add(one);
                            meanwhile.run();
                            return answer;
                        },
                        commands,
                        pauses(),
                        WebhookTest.settings("", null, true),
                        new DeliveryMeters(registry),
                        Clock.fixed(now, ZoneOffset.UTC))
                .deliver(claimId);
    }

    private Answer taken(GrantedClaim one) {
        told.add(one);
        return new Answer.Taken();
    }

    private static Pauses pauses() {
        return new Pauses(Duration.ofMinutes(15), RandomGenerator.getDefault());
    }

    private DeliveryWork work(String process, Duration lease) {
        return new DeliveryWork(jdbc, new ProcessName(process), lease);
    }

    private int attempts() {
        return jdbc.sql("SELECT attempts FROM claim_delivery")
                .query(Integer.class)
                .single();
    }

    private String failure() {
        return jdbc.sql("SELECT failure FROM claim_delivery")
                .query(String.class)
                .single();
    }

    private double secondsUntilDue() {
        return jdbc.sql("SELECT extract(epoch FROM due_at - CURRENT_TIMESTAMP) FROM claim_delivery")
                .query(Double.class)
                .single();
    }

    private long counted(String outcome) {
        return (long)
                registry.counter("annals.reward.deliveries", "outcome", outcome).count();
    }
}
