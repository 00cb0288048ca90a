package dev.annals.audit.command;

import static dev.annals.audit.ReplayRefusal.DEAD_LETTER_FOREIGN;
import static dev.annals.audit.ReplayRefusal.DEAD_LETTER_NOT_FOUND;
import static dev.annals.audit.ReplayRefusal.DURABLE_MALFORMED;
import static dev.annals.audit.ReplayRefusal.RANGE_MALFORMED;
import static dev.annals.audit.ReplayRefusal.REPLAY_NOT_FOUND;
import static dev.annals.audit.ReplayRefusal.REPLAY_REASON_MISSING;
import static dev.annals.audit.ReplayRefusal.REPLAY_RUNNING;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import dev.annals.audit.ReplayCommand;
import dev.annals.audit.ReplayCommand.CancelReplay;
import dev.annals.audit.ReplayCommand.RequestRedelivery;
import dev.annals.audit.ReplayCommand.RequestReplay;
import dev.annals.audit.ReplayCommand.RequestSnapshot;
import dev.annals.audit.ReplayEvent.RedeliveryRequested;
import dev.annals.audit.ReplayEvent.ReplayCancelled;
import dev.annals.audit.ReplayEvent.ReplayRequested;
import dev.annals.audit.ReplayEvent.SnapshotRequested;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.relay.DeadLetter;
import dev.annals.foundation.relay.RelayOperations;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.Replay.Kind;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

/** Alice operates the relay. Seen red: without the refusals, all at once. */
class ReplayOperationTest {

    private static final UserId ALICE = UserId.of("00000000-0000-4000-8000-00000000000a");
    private static final UserId BOB = UserId.of("00000000-0000-4000-8000-00000000000b");
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-0000000000ff");
    private static final UUID LETTER = UUID.fromString("00000000-0000-4000-8000-0000000000dd");
    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final String WHY = "The shop lost its table";

    private final RelayOperations relay = mock(RelayOperations.class);

    @Test
    void aRangeIsAskedForAndHandedToWhoeverRelays() {
        by(ALICE, new RequestReplay(ID, "shop", 3, 9L, NOON, NOON, BOB, " " + WHY))
                .expectEvents(new ReplayRequested(ID, "shop", 3, 9L, NOON, NOON, BOB, sealed(WHY)));

        then(relay).should().wish(Replay.wish(ID, Kind.RANGE, "shop", 3, 9L, NOON, NOON, BOB.value(), null));
    }

    @Test
    void aNewSubscriberIsToldWhereEverybodyIs() {
        by(ALICE, new RequestSnapshot(ID, "shop", WHY)).expectEvents(new SnapshotRequested(ID, "shop", sealed(WHY)));

        then(relay).should().wish(Replay.wish(ID, Kind.SNAPSHOT, "shop", 0, null, null, null, null, null));
    }

    @Test
    void aDeadLetterIsDeliveredAgainToWhoGaveUpOnIt() {
        given(relay.deadLetter(LETTER)).willReturn(Optional.of(letter(7L)));

        by(ALICE, new RequestRedelivery(ID, LETTER, WHY))
                .expectEvents(new RedeliveryRequested(ID, LETTER, "shop", sealed(WHY)));

        then(relay).should().wish(Replay.wish(ID, Kind.REDELIVERY, "shop", 6, 7L, null, null, null, LETTER));
    }

    @Test
    void whatIsMissingOrNoneOfOursIsNotDeliveredAgain() {
        given(relay.deadLetter(LETTER)).willReturn(Optional.empty());
        refused(new RequestRedelivery(ID, LETTER, WHY), DEAD_LETTER_NOT_FOUND);
        given(relay.deadLetter(LETTER)).willReturn(Optional.of(letter(null)));
        refused(new RequestRedelivery(ID, LETTER, WHY), DEAD_LETTER_FOREIGN);
    }

    @Test
    void oneSubscriberIsToldOneThingAtATime() {
        given(relay.isUnderWay("shop")).willReturn(true);

        refused(new RequestReplay(ID, "shop", 0, null, null, null, null, WHY), REPLAY_RUNNING);
        refused(new RequestSnapshot(ID, "shop", WHY), REPLAY_RUNNING);
    }

    @Test
    void aNameThatNatsWouldTakeForAPatternIsNone() {
        for (var name : new String[] {"", "*", ">", "a.b", "a b", "x".repeat(101)})
            refused(new RequestSnapshot(ID, name, WHY), DURABLE_MALFORMED);
    }

    @Test
    void aRangeDoesNotEndBeforeItStarts() {
        refused(new RequestReplay(ID, "shop", 9, 3L, null, null, null, WHY), RANGE_MALFORMED);
        refused(new RequestReplay(ID, "shop", 0, null, NOON, NOON.minusMillis(1), null, WHY), RANGE_MALFORMED);
    }

    @Test
    void oneIsCancelledAndCancellingTwiceIsNoError() {
        given(relay.find(ID))
                .willReturn(Optional.of(Replay.wish(ID, Kind.SNAPSHOT, "shop", 0, null, null, null, null, null)));

        fixture(ALICE)
                .given(new SnapshotRequested(ID, "shop", null))
                .when(new CancelReplay(ID, WHY))
                .expectEvents(new ReplayCancelled(ID, sealed(WHY)));
        fixture(ALICE)
                .given(new SnapshotRequested(ID, "shop", null), new ReplayCancelled(ID, null))
                .when(new CancelReplay(ID, WHY))
                .expectNoEvents();
    }

    @Test
    void whatIsNoOperationOfTheRelayIsNotCancelled() {
        given(relay.find(ID)).willReturn(Optional.empty());

        fixture(ALICE)
                .given(new SnapshotRequested(ID, "shop", null))
                .when(new CancelReplay(ID, WHY))
                .expectException(CommandRefused.class)
                .expectExceptionDetails(REPLAY_NOT_FOUND);
    }

    @Test
    void whoOperatesSaysWhy() {
        refused(new RequestSnapshot(ID, "shop", " "), REPLAY_REASON_MISSING);
        refused(new RequestSnapshot(ID, "shop", "w".repeat(501)), REPLAY_REASON_MISSING);
    }

    @Test
    void nobodyOperatesWithoutThePermission() {
        by(BOB, new RequestSnapshot(ID, "shop", WHY))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(NOT_PERMITTED);
    }

    private static DeadLetter letter(@Nullable Long position) {
        return new DeadLetter(LETTER, "shop", "USER_EVENTS", 5, position, BOB.value(), "TERMINATED", 1, NOON, "OPEN");
    }

    private void refused(ReplayCommand command, Refusal refusal) {
        by(ALICE, command)
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(refusal);
        then(relay).should(never()).wish(ArgumentMatchers.any());
    }

    private ResultValidator<ReplayOperation> by(UserId user, ReplayCommand command) {
        return fixture(user).givenNoPriorActivity().when(command);
    }

    private AggregateTestFixture<ReplayOperation> fixture(UserId user) {
        var fixture = new AggregateTestFixture<>(ReplayOperation.class);
        fixture.registerCommandDispatchInterceptor(commands ->
                (index, command) -> command.andMetaData(Map.of(EventMetadata.ACTOR, new Actor.User(user).text())));
        fixture.registerInjectableResource(new RelayOperating(new AliceMay(), new Readable(), relay));
        return fixture;
    }

    private static Personal sealed(String reason) {
        return new Readable().seal(ALICE.value(), Purpose.REASON, reason);
    }

    private static final class AliceMay implements Authority {

        @Override
        public Set<String> rolesOf(UserId userId) {
            return Set.of();
        }

        @Override
        public Set<Permission> permissionsOf(UserId userId) {
            return userId.equals(ALICE) ? Set.of(Permission.RELAY_OPERATE) : Set.of(Permission.PROJECTIONS_OPERATE);
        }
    }

    /** Sealed the same way each time, so that events can be compared. */
    private static final class Readable implements PersonalData {

        @Override
        public Personal seal(UUID subject, Purpose purpose, String clear) {
            return new Personal(subject, 1, purpose, new byte[12], clear.getBytes(UTF_8));
        }

        @Override
        public String open(Personal sealed) {
            return new String(sealed.cipherText(), UTF_8);
        }
    }
}
