package dev.annals.audit.command;

import static dev.annals.audit.OperationRefusal.NOTHING_PARKED;
import static dev.annals.audit.OperationRefusal.NOT_A_REBUILD;
import static dev.annals.audit.OperationRefusal.PROJECTION_NOT_FOUND;
import static dev.annals.audit.OperationRefusal.REASON_MISSING;
import static dev.annals.audit.OperationRefusal.REBUILD_RUNNING;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import dev.annals.audit.OperationCommand;
import dev.annals.audit.OperationCommand.CancelRebuild;
import dev.annals.audit.OperationCommand.RequestRebuild;
import dev.annals.audit.OperationCommand.RetryParked;
import dev.annals.audit.OperationCommand.SkipParked;
import dev.annals.audit.OperationEvent;
import dev.annals.audit.OperationEvent.ParkedRetryRequested;
import dev.annals.audit.OperationEvent.ParkedSkipRequested;
import dev.annals.audit.OperationEvent.RebuildCancelled;
import dev.annals.audit.OperationEvent.RebuildRequested;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.projection.Operation;
import dev.annals.foundation.projection.Operation.Kind;
import dev.annals.foundation.projection.ProjectionOperations;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

/** Alice operates projections. Seen red: each refusal taken out, in turn. */
class OperationOfAProjectionTest {

    private static final UserId ALICE = UserId.of("00000000-0000-4000-8000-00000000000a");
    private static final UserId BOB = UserId.of("00000000-0000-4000-8000-00000000000b");
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-0000000000ff");
    private static final String WHY = "The bios look odd";

    private final ProjectionOperations projections = mock(ProjectionOperations.class);

    @BeforeEach
    void thereIsOneProjection() {
        given(projections.exists("profile")).willReturn(true);
        given(projections.isParked("profile", "hana")).willReturn(true);
    }

    @Test
    void aRebuildIsAskedForAndHandedToWhoeverRunsTheProjection() {
        by(ALICE)
                .when(new RequestRebuild(ID, "profile", true, "  " + WHY))
                .expectEvents(new RebuildRequested(ID, "profile", true, sealed(WHY)));

        then(projections).should().wish(Operation.wish(ID, "profile", Kind.REBUILD, null, true));
    }

    @Test
    void whatIsBeingRebuiltIsNotRebuiltTwice() {
        given(projections.isRebuilding("profile")).willReturn(true);

        refused(new RequestRebuild(ID, "profile", false, WHY), REBUILD_RUNNING);
    }

    @Test
    void aParkedRowIsTriedAgain() {
        by(ALICE)
                .when(new RetryParked(ID, "profile", "hana", WHY))
                .expectEvents(new ParkedRetryRequested(ID, "profile", "hana", sealed(WHY)));

        then(projections).should().wish(Operation.wish(ID, "profile", Kind.RETRY, "hana", false));
    }

    @Test
    void theFirstParkedEventOfARowIsLeftOut() {
        by(ALICE)
                .when(new SkipParked(ID, "profile", "hana", WHY))
                .expectEvents(new ParkedSkipRequested(ID, "profile", "hana", sealed(WHY)));

        then(projections).should().wish(Operation.wish(ID, "profile", Kind.SKIP, "hana", false));
    }

    @Test
    void aRebuildIsCancelledWithAReason() {
        given(projections.cancel(ID)).willReturn(true);

        after(new RebuildRequested(ID, "profile", false, null))
                .when(new CancelRebuild(ID, WHY))
                .expectEvents(new RebuildCancelled(ID, "profile", sealed(WHY)));
    }

    @Test
    void whatHasEndedIsNotCancelled() {
        after(new RebuildRequested(ID, "profile", false, null))
                .when(new CancelRebuild(ID, WHY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void onlyARebuildIsCancelled() {
        after(new ParkedRetryRequested(ID, "profile", "hana", null))
                .when(new CancelRebuild(ID, WHY))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(NOT_A_REBUILD);
        then(projections).should(never()).cancel(ID);
    }

    @Test
    void whereNothingIsParkedThereIsNothingToRetryOrSkip() {
        refused(new RetryParked(ID, "profile", "mina", WHY), NOTHING_PARKED);
        refused(new SkipParked(ID, "profile", "mina", WHY), NOTHING_PARKED);
    }

    @Test
    void aProjectionThatIsMissingIsSaidSo() {
        refused(new RequestRebuild(ID, "prophile", false, WHY), PROJECTION_NOT_FOUND);
        refused(new RetryParked(ID, "prophile", "hana", WHY), PROJECTION_NOT_FOUND);
        refused(new SkipParked(ID, "prophile", "hana", WHY), PROJECTION_NOT_FOUND);
    }

    @Test
    void whoOperatesSaysWhy() {
        refused(new RequestRebuild(ID, "profile", false, " "), REASON_MISSING);
        refused(new SkipParked(ID, "profile", "hana", "w".repeat(501)), REASON_MISSING);
    }

    @Test
    void thePlatformItselfNeedNotSayWhy() {
        by(new Actor.System("platform"))
                .when(new RequestRebuild(ID, "profile", false, ""))
                .expectEvents(new RebuildRequested(ID, "profile", false, null));
    }

    @Test
    void nobodyOperatesWithoutThePermission() {
        by(BOB).when(new SkipParked(ID, "profile", "hana", WHY))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(NOT_PERMITTED);
    }

    private void refused(OperationCommand command, Refusal refusal) {
        by(ALICE)
                .when(command)
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(refusal);
        then(projections).should(never()).wish(ArgumentMatchers.any());
    }

    private Wishing by(UserId user) {
        return by(new Actor.User(user));
    }

    private Wishing by(Actor actor) {
        return command -> fixture(actor).givenNoPriorActivity().when(command);
    }

    private Wishing after(OperationEvent event) {
        return command -> fixture(new Actor.User(ALICE)).given(event).when(command);
    }

    private AggregateTestFixture<OperationOfAProjection> fixture(Actor actor) {
        var fixture = new AggregateTestFixture<>(OperationOfAProjection.class);
        fixture.registerCommandDispatchInterceptor(
                commands -> (index, command) -> command.andMetaData(Map.of(EventMetadata.ACTOR, actor.text())));
        fixture.registerInjectableResource(new Operating(new AliceMay(), new Readable(), projections));
        return fixture;
    }

    private interface Wishing {
        ResultValidator<OperationOfAProjection> when(OperationCommand command);
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
            return userId.equals(ALICE) ? Set.of(Permission.PROJECTIONS_OPERATE) : Set.of(Permission.AUDIT_READ);
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
            assertThat(sealed.subject()).isEqualTo(ALICE.value());
            return new String(sealed.cipherText(), UTF_8);
        }
    }
}
