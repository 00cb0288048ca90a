package dev.annals.user.command;

import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static dev.annals.user.UserRefusal.ERASURE_WAITS;
import static dev.annals.user.UserRefusal.USER_DELETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.annals.foundation.security.AccessState;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.UserCommand.CompleteErasure;
import dev.annals.user.UserCommand.DeleteUser;
import dev.annals.user.UserCommand.EraseUser;
import dev.annals.user.UserCommand.ReadBackUser;
import dev.annals.user.UserCommand.RestoreUser;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserErased;
import dev.annals.user.UserEvent.UserErasureRequested;
import java.util.EnumSet;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

class UserErasureTest extends UserScenario {

    @Test
    void whoIsErasedIsDeletedFirst() {
        asEraser();
        user.given(REGISTERED)
                .when(new EraseUser(ALICE, "spam"))
                .expectEvents(
                        new UserDeleted(ALICE, NAME, ADDRESS, REASON, 2), new UserErasureRequested(ALICE, REASON));
        assertThat(access.rows.get(ALICE).status()).isEqualTo(AccessState.Status.DELETED);
        verify(erasures).open(ALICE);
        verify(erasures, never()).close(any());
    }

    @Test
    void whoIsDeletedAlreadyIsOnlyErased() {
        asEraser();
        user.given(REGISTERED, DELETED)
                .when(new EraseUser(ALICE, null))
                .expectEvents(new UserErasureRequested(ALICE, null));
    }

    @Test
    void anErasureIsAskedForOnce() {
        asEraser();
        answers(user.given(REGISTERED, DELETED, REQUESTED).when(new EraseUser(ALICE, "again")), AccountStatus.DELETED);
        answers(
                user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new EraseUser(ALICE, "again")),
                AccountStatus.ERASED);
    }

    @Test
    void onceEverybodyKnowsTheKeyIsDestroyed() {
        asEraser();
        user.given(REGISTERED, DELETED, REQUESTED)
                .when(new CompleteErasure(ALICE, false))
                .expectEvents(ERASED);
        verify(erasures).close(ALICE);
    }

    @Test
    void asLongAsSomebodyDoesNotKnowNothingHappens() {
        asEraser();
        given(erasures.untold(ALICE)).willReturn(List.of("nats"));
        answers(
                user.given(REGISTERED, DELETED, REQUESTED).when(new CompleteErasure(ALICE, false)),
                AccountStatus.DELETED);
        verify(erasures, never()).close(any());
    }

    @Test
    void anErasureCanBeOverriddenWhenThereWasTimeEnough() {
        asEraser();
        given(erasures.untold(ALICE)).willReturn(List.of("nats"));
        user.given(REGISTERED, DELETED, REQUESTED)
                .when(new CompleteErasure(ALICE, true))
                .expectEvents(new UserErased(ALICE, List.of("nats")));

        willThrow(new CommandRefused(ERASURE_WAITS)).given(erasures).requireOverdue(ALICE);
        refused(user.given(REGISTERED, DELETED, REQUESTED).when(new CompleteErasure(ALICE, true)), ERASURE_WAITS);
    }

    @Test
    void nobodyIsErasedWhoWasNotAskedFor() {
        asEraser();
        answers(user.given(REGISTERED).when(new CompleteErasure(ALICE, true)), AccountStatus.ACTIVE);
        answers(
                user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new CompleteErasure(ALICE, true)),
                AccountStatus.ERASED);
        verify(erasures, never()).close(any());
    }

    @Test
    void whatAnotherProcessWasAskedForIsNotOverlooked() {
        asEraser();
        willThrow(new ConcurrencyException("asked for elsewhere"))
                .given(erasures)
                .requireNoneOpen(ALICE);
        user.given(REGISTERED).when(new CompleteErasure(ALICE, false)).expectException(ConcurrencyException.class);
    }

    @Test
    void nothingIsLeftOfAnErasedUser() {
        actor = new Actor.System("test");
        user.given(REGISTERED, new ProfileChanged(ALICE, NAME, ADDRESS, ALICE_LIDDELL, 2), DELETED, REQUESTED, ERASED)
                .when(new ReadBackUser(ALICE))
                .expectResultMessagePayloadMatching(Matchers.matches((Account account) ->
                        account.email() == null && account.profile().equals(BLANK)));
        refused(user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new RestoreUser(ALICE, null)), USER_DELETED);
        answers(
                user.given(REGISTERED, DELETED, REQUESTED, ERASED).when(new DeleteUser(ALICE, null)),
                AccountStatus.ERASED);
    }

    @Test
    void whoeverARestoreHasBroughtBackIsErasedAgain() {
        user.given(REGISTERED).when(new EraseAgain(ALICE)).expectEvents(DELETED, REQUESTED, ERASED);
        user.given(REGISTERED, DELETED, REQUESTED).when(new EraseAgain(ALICE)).expectEvents(ERASED);
        user.given(REGISTERED, DELETED, REQUESTED, ERASED)
                .when(new EraseAgain(ALICE))
                .expectNoEvents();
    }

    @Test
    void nobodyErasesHimselfNorWithThePermissionToDeleteOnly() {
        refused(user.given(REGISTERED).when(new EraseUser(ALICE, null)), NOT_PERMITTED);
        actor = new Actor.User(OTHER);
        permissions.addAll(EnumSet.complementOf(EnumSet.of(Permission.USERS_ERASE)));
        refused(user.given(REGISTERED).when(new EraseUser(ALICE, null)), NOT_PERMITTED);
        refused(user.given(REGISTERED, DELETED, REQUESTED).when(new CompleteErasure(ALICE, true)), NOT_PERMITTED);
    }
}
