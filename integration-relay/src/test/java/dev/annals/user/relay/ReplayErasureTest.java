package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.outbound.Outgoing;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.relay.Replay.State;
import dev.annals.user.relay.Users.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;
import tools.jackson.databind.JsonNode;

/** Whoever is erased is not left in what single subscribers were told, and his key waits for that. */
class ReplayErasureTest extends OneSubscriber {

    @Test
    void whoIsForgottenIsNeitherToldOfAgainNorLeftInWhatWasTold() throws Exception {
        var ann = users.register("ann").renamed();
        users.register("bob");
        relayed(3);
        var replays = started();
        done(replays, wish(Kind.RANGE, 0, null, null));

        ann.deleted().erasureRequested();
        await().until(() -> house.count("relay_forgotten") == 1);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(allOf("USER_EVENTS_REPLAY"))
                        .extracting(JsonNode::toString)
                        .hasSize(1)
                        .noneMatch(text -> text.contains("ann")));
        done(replays, wish(Kind.RANGE, 0, null, null));
        done(replays, wish(Kind.SNAPSHOT, 0, null, null));
        assertThat(allOf("USER_EVENTS_REPLAY")).extracting(JsonNode::toString).noneMatch(text -> text.contains("ann"));
    }

    /** The log says that he is to be forgotten, and the stream that everybody reads has nothing of him any more. */
    private void forgottenByEverybodyElse(User user) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        house.count("relay_forgotten where done_at is not null and about = '" + user.id + "'") == 1);
    }

    private boolean mayBeErased(User user) {
        return house.left()
                .isForgotten(user.id.value(), house.positions().head().index());
    }

    /** Seen red: it was not asked whether anything of him stands there. */
    @Test
    void hisKeyWaitsUntilTheReplaysStreamHasNothingOfHim() throws Exception {
        var ann = users.register("ann").renamed();
        users.register("bob");
        relayed(3);
        var replays = started();
        assertThat(done(replays, wish(Kind.RANGE, 0, null, null)).sent()).isEqualTo(3);
        replays.close();

        ann.erased();
        forgottenByEverybodyElse(ann);
        assertThat(mayBeErased(ann)).isFalse();

        started();
        await().atMost(Duration.ofSeconds(10)).until(() -> mayBeErased(ann));
        assertThat(allOf(REPLAYS)).extracting(JsonNode::toString).hasSize(1).noneMatch(text -> text.contains("ann"));
    }

    /** Seen red: it was deleted like what names him. */
    @Test
    void thatHeIsDeletedIsToldAgainWithoutHisNameAndStays() throws Exception {
        var ann = users.register("ann");
        relayed(1);
        var replays = started();
        ann.erased();
        forgottenByEverybodyElse(ann);

        assertThat(done(replays, wish(Kind.RANGE, 0, null, null)).sent()).isEqualTo(1);
        assertThat(done(replays, wish(Kind.RANGE, 0, null, null)).sent()).isEqualTo(1);

        assertThat(mayBeErased(ann)).isTrue();
        assertThat(allOf(REPLAYS)).hasSize(2).allSatisfy(message -> {
            assertThat(message.path("action").asString()).isEqualTo("deleted");
            assertThat(message.path("username").asString()).isEmpty();
        });
    }

    /** Seen red: nothing was noted before it was looked who is to be forgotten. */
    @Test
    void hisKeyWaitsWhileSomethingOfHimIsOnItsWay() throws Exception {
        var ann = users.register("ann");
        relayed(1);
        var mayBe = new AtomicBoolean(true);
        Outgoing slow = Mockito.mock(Outgoing.class, AdditionalAnswers.delegatesTo(outgoing));
        Mockito.doAnswer(call -> {
                    ann.erased();
                    forgottenByEverybodyElse(ann);
                    mayBe.set(mayBeErased(ann));
                    return null;
                })
                .when(slow)
                .prepare(Mockito.<List<TrackedEventMessage<?>>>any());
        var replays = started("embedded", slow, log -> log);

        var replay = done(replays, wish(Kind.RANGE, 0, null, null));

        assertThat(replay.state()).as(replay.detail()).isEqualTo(State.DONE);
        assertThat(mayBe).isFalse();
        assertThat(allOf(REPLAYS)).extracting(JsonNode::toString).noneMatch(text -> text.contains("ann"));
        assertThat(mayBeErased(ann)).isTrue();
    }

    /** Seen red: bob's message was taken for ann's, who had that place in the stream of before. */
    @Test
    void whatIsNotedOfAnotherStreamIsNotTakenForThisOne() throws Exception {
        var ann = users.register("ann");
        var bob = users.register("bob");
        relayed(2);
        var replays = started();
        done(replays, wish(Kind.RANGE, 0, null, null));
        shop.jetStreamManagement().deleteStream(REPLAYS);
        done(replays, wish(Kind.RANGE, 0, null, bob));
        assertThat(allOf(REPLAYS)).hasSize(1);

        ann.erased();
        forgottenByEverybodyElse(ann);
        await().atMost(Duration.ofSeconds(10)).until(() -> mayBeErased(ann));
        done(replays, wish(Kind.RANGE, 0, 1L, bob));

        assertThat(allOf(REPLAYS)).hasSize(1);
        bob.erased();
        forgottenByEverybodyElse(bob);
        await().atMost(Duration.ofSeconds(10)).until(() -> mayBeErased(bob));
        assertThat(allOf(REPLAYS)).isEmpty();
    }
}
