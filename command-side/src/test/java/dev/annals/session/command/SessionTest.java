package dev.annals.session.command;

import static dev.annals.session.SessionRefusal.REFRESH_TOKEN_INVALID;
import static dev.annals.session.SessionRefusal.REFRESH_TOKEN_REUSED;
import static dev.annals.session.SessionRefusal.SESSION_NOT_FOUND;
import static dev.annals.session.SessionRefusal.SIGN_IN_FAILED;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Row;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.foundation.security.Authority;
import dev.annals.session.EndCause;
import dev.annals.session.SessionCommand.EndSession;
import dev.annals.session.SessionCommand.RefreshSession;
import dev.annals.session.SessionCommand.StartSession;
import dev.annals.session.SessionEvent.RefreshTokenReused;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionRefreshed;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SignInMethod;
import dev.annals.session.TokenProfile;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofDays(30));
    private static final SessionId SESSION = new SessionId(new UUID(1, 1));
    private static final UserId ANNA = new UserId(new UUID(2, 2));
    private static final UserId BERTA = new UserId(new UUID(3, 3));
    private static final Row ACTIVE = new Row(7, Status.ACTIVE, false);
    private static final SessionStarted STARTED = started(TokenProfile.CANONICAL, true);
    private static final SessionRefreshed SECOND = new SessionRefreshed(SESSION, ANNA, 2);
    private static final SessionRefreshed THIRD = new SessionRefreshed(SESSION, ANNA, 3);

    private final AggregateTestFixture<Session> session = new AggregateTestFixture<>(Session.class);
    private final AccessState access = mock();
    private final Authority authority = mock();
    private final SessionSecrets secrets = mock();
    private final PersonalData personal = mock();
    private final Clock formerClock = GenericEventMessage.clock;
    private final MovingClock clock = new MovingClock();

    @BeforeEach
    void wire() {
        session.registerInjectableResource(access)
                .registerInjectableResource(authority)
                .registerInjectableResource(secrets);
        var settings =
                new SessionSettings(Duration.ofDays(30), Duration.ofSeconds(10), 1000, Set.of(TokenProfile.CANONICAL));
        var opener = new SessionOpener(session.getRepository(), access, authority, secrets, personal, settings, clock);
        session.registerAnnotatedCommandHandler(opener)
                .registerAnnotatedCommandHandler(
                        new SessionRefresher(session.getRepository(), opener, access, secrets, settings, clock));
        given(access.lock(ANNA)).willReturn(ACTIVE);
        given(authority.rolesOf(ANNA)).willReturn(Set.of("USER"));
        given(secrets.open(any(), any(), any())).willReturn(new byte[32]);
        clock.now = NOON;
    }

    @AfterEach
    void letTimeGo() {
        GenericEventMessage.clock = formerClock;
    }

    @Test
    void aRightPasswordOpensASession() {
        session.givenNoPriorActivity()
                .when(start(7), by(ANNA))
                .expectEvents(STARTED)
                .expectResultMessagePayloadMatching(org.hamcrest.Matchers.instanceOf(SessionAnswer.Open.class));
        verify(access).openSession(SESSION, ANNA);
    }

    @Test
    void aBlockedUserCannotSignIn() {
        given(access.lock(ANNA)).willReturn(new Row(7, Status.BLOCKED, false));
        session.givenNoPriorActivity()
                .when(start(7), by(ANNA))
                .expectNoEvents()
                .expectResultMessagePayload(new SessionAnswer.Refused(SIGN_IN_FAILED));
    }

    @Test
    void aDeletedUserCannotSignIn() {
        given(access.lock(ANNA)).willReturn(new Row(7, Status.DELETED, false));
        session.givenNoPriorActivity()
                .when(start(7), by(ANNA))
                .expectNoEvents()
                .expectResultMessagePayload(new SessionAnswer.Refused(SIGN_IN_FAILED));
    }

    @Test
    void aPasswordThatWasChangedMeanwhileIsCheckedAgain() {
        session.givenNoPriorActivity()
                .when(start(6), by(ANNA))
                .expectNoEvents()
                .expectResultMessagePayload(new SessionAnswer.Changed());
    }

    @Test
    void theCurrentTokenGivesTheNext() {
        opens(refresh(at(1, Duration.ofDays(1), STARTED)).expectEvents(SECOND), 2);
    }

    @Test
    void theLastButOneGivesTheSameOnceMoreWithinTheGrace() {
        opens(refresh(at(1, Duration.ofSeconds(10), STARTED, SECOND)).expectNoEvents(), 2);
    }

    @Test
    void afterTheGraceTheLastButOneEndsTheSession() {
        reused(refresh(at(1, Duration.ofMillis(10_001), STARTED, SECOND)), 1, 2);
    }

    @Test
    void anOlderTokenEndsTheSessionAlsoWithinTheGrace() {
        reused(refresh(at(1, Duration.ZERO, STARTED, SECOND, THIRD)), 1, 3);
    }

    @Test
    void aTokenThatWasNeverGivenOutIsNone() {
        invalid(refresh(at(3, Duration.ZERO, STARTED, SECOND)));
    }

    @Test
    void noTokenComesBeforeTheFirst() {
        reused(refresh(at(0, Duration.ZERO, STARTED)), 0, 1);
    }

    @Test
    void anEndedSessionIsNotRefreshed() {
        invalid(refresh(at(1, Duration.ZERO, STARTED, new SessionEnded(SESSION, ANNA, EndCause.SIGNED_OUT))));
    }

    @Test
    void aSessionIsOverWhenItsTimeIs() {
        refresh(at(1, Duration.ofDays(30), STARTED))
                .expectEvents(new SessionEnded(SESSION, ANNA, EndCause.EXPIRED))
                .expectResultMessagePayload(new SessionAnswer.Refused(REFRESH_TOKEN_INVALID));
    }

    @Test
    void aBlockedUserIsNotRefreshed() {
        given(access.lock(ANNA)).willReturn(new Row(8, Status.BLOCKED, false));
        invalid(refresh(at(1, Duration.ZERO, STARTED)));
    }

    @Test
    void anothersSessionIsNotRefreshed() {
        given(access.lock(BERTA)).willReturn(ACTIVE);
        invalid(session.given(STARTED).when(new RefreshSession(SESSION, BERTA, 1), by(BERTA)));
    }

    @Test
    void aClientThatExpectsNoSuccessorKeepsItsToken() {
        opens(
                refresh(at(1, Duration.ofDays(29), started(TokenProfile.MILKYWAY, false)))
                        .expectNoEvents(),
                1);
    }

    @Test
    void oneEndsOnesOwnSession() {
        session.given(STARTED)
                .when(new EndSession(SESSION, EndCause.SIGNED_OUT), by(ANNA))
                .expectEvents(new SessionEnded(SESSION, ANNA, EndCause.SIGNED_OUT));
        verify(access).endSession(SESSION);
        verify(secrets).forget(SESSION);
    }

    @Test
    void whoMayEndsAnothersSessionAndThatIsSaid() {
        given(authority.permits(any(), any())).willReturn(true);
        session.given(STARTED)
                .when(new EndSession(SESSION, EndCause.SIGNED_OUT), by(BERTA))
                .expectEvents(new SessionEnded(SESSION, ANNA, EndCause.ENDED_BY_OPERATOR));
        verify(authority).permits(new dev.annals.shared.Actor.User(BERTA), Permission.SESSIONS_END);
    }

    @Test
    void toAllOthersItDoesNotExist() {
        session.given(STARTED)
                .when(new EndSession(SESSION, EndCause.SIGNED_OUT), by(BERTA))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(SESSION_NOT_FOUND);
        verify(access, never()).endSession(any());
    }

    @Test
    void endingAnEndedSessionIsNoError() {
        session.given(STARTED, new SessionEnded(SESSION, ANNA, EndCause.EXPIRED))
                .when(new EndSession(SESSION, EndCause.SIGNED_OUT), by(ANNA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private ResultValidator<Session> refresh(Given given) {
        clock.now = NOON.plus(given.later());
        return given.executor().when(new RefreshSession(SESSION, ANNA, given.presented()), by(ANNA));
    }

    private record Given(TestExecutor<Session> executor, int presented, Duration later) {}

    /** The events happened at noon. */
    private Given at(int presented, Duration later, Object... events) {
        return new Given(session.givenCurrentTime(NOON).andGiven(events), presented, later);
    }

    private static void opens(ResultValidator<Session> result, int number) {
        result.expectResultMessagePayloadMatching(new org.hamcrest.CustomMatcher<Object>("open, number " + number) {
            @Override
            public boolean matches(Object answer) {
                return answer instanceof SessionAnswer.Open open
                        && open.number() == number
                        && open.access().epoch() == 7
                        && open.access().roles().equals(Set.of("USER"));
            }
        });
    }

    private void reused(ResultValidator<Session> result, int presented, int current) {
        result.expectEvents(
                        new RefreshTokenReused(SESSION, ANNA, presented, current),
                        new SessionEnded(SESSION, ANNA, EndCause.REFRESH_TOKEN_REUSED))
                .expectResultMessagePayload(new SessionAnswer.Refused(REFRESH_TOKEN_REUSED));
        verify(access).endSession(SESSION);
        verify(secrets).forget(SESSION);
    }

    private static void invalid(ResultValidator<Session> result) {
        result.expectNoEvents().expectException(CommandRefused.class).expectExceptionDetails(REFRESH_TOKEN_INVALID);
    }

    private static StartSession start(long seenEpoch) {
        return new StartSession(SESSION, ANNA, SignInMethod.PASSWORD, TokenProfile.CANONICAL, null, seenEpoch);
    }

    private static SessionStarted started(TokenProfile profile, boolean rotating) {
        return new SessionStarted(SESSION, ANNA, SignInMethod.PASSWORD, profile, null, rotating, END, null);
    }

    private static Map<String, ?> by(UserId userId) {
        return Map.of("actor", "user:" + userId);
    }

    private static final class MovingClock extends Clock {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
