package dev.annals.session.projection;

import static dev.annals.Given.EVENING;
import static dev.annals.Given.MINA;
import static dev.annals.Given.MORNING;
import static dev.annals.Given.sealed;
import static dev.annals.foundation.projection.ProjectionHarness.METADATA;
import static dev.annals.foundation.projection.ProjectionHarness.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.projection.ProjectionHarness;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.TestStores;
import dev.annals.session.EndCause;
import dev.annals.session.SessionEvent.RefreshTokenReused;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionRefreshed;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SessionEvent.SignInFailed;
import dev.annals.session.SignInMethod;
import dev.annals.session.TokenProfile;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionProjectionsTest {

    private static final Personal DEVICE = sealed(Purpose.DEVICE, "curl/8");
    private static final Personal ADDRESS = sealed(Purpose.ADDRESS, "192.0.2.1");
    private static final Instant EXPIRES = NOON.plus(Duration.ofDays(30));
    private static final SessionStarted STARTED = started(MORNING, null);
    private static final SessionEnded ENDED = new SessionEnded(MORNING, MINA, EndCause.SIGNED_OUT);

    private final DataSource database = TestStores.h2();
    private final ProjectionHarness logins = on(LoginHistoryProjection::new);
    private final ProjectionHarness open = on(OpenSessionProjection::new);
    private final ProjectionHarness failures = on(FailedSignInProjection::new);

    @Test
    void aSignInIsRememberedWithItsSource() {
        logins.given(STARTED);

        assertThat(logins.row("login_history"))
                .containsEntry("session_id", MORNING.value())
                .containsEntry("user_id", MINA.value())
                .containsEntry("method", "PASSWORD")
                .containsEntry("token_profile", "MILKYWAY")
                .containsEntry("device", DEVICE.text())
                .containsEntry("address", ADDRESS.text())
                .containsEntry("log_index", 1L)
                .containsEntry("ended_at", null);
        assertThat(instant(logins.row("login_history"), "happened_at")).isEqualTo(NOON);
    }

    @Test
    void aSignInThatEndedSaysWhenAndWhy() {
        logins.given(STARTED).given(ENDED);
        assertThat(logins.row("login_history")).containsEntry("end_cause", "SIGNED_OUT");
        assertThat(instant(logins.row("login_history"), "ended_at")).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void refreshingIsNoSignIn() {
        logins.given(STARTED);
        var before = logins.rows("login_history");
        logins.given(new SessionRefreshed(MORNING, MINA, 2), new RefreshTokenReused(MORNING, MINA, 1, 2));
        assertThat(logins.rows("login_history")).isEqualTo(before);
    }

    @Test
    void aSessionThatContinuesAnotherIsNoSignIn() {
        logins.given(STARTED, started(EVENING, MORNING), new SessionEnded(EVENING, MINA, EndCause.EXPIRED));
        assertThat(logins.row("login_history")).containsEntry("session_id", MORNING.value());
    }

    @Test
    void aSignInAndItsEndInOneBatchAreOneRowWrite() {
        logins.given(STARTED, ENDED);
        assertThat(logins.rowWrites()).isEqualTo(1);
    }

    @Test
    void theSameSignInsAgainGiveTheSameRows() {
        logins.given(STARTED, started(EVENING, null), ENDED);
        var before = logins.rows("login_history");
        assertThat(logins.again().rows("login_history")).hasSize(2).isEqualTo(before);
    }

    @Test
    void anOpenSessionIsListed() {
        open.given(STARTED);
        assertThat(open.row("open_session"))
                .containsEntry("session_id", MORNING.value())
                .containsEntry("refreshed_at", null);
        assertThat(instant(open.row("open_session"), "expires_at")).isEqualTo(EXPIRES);
    }

    @Test
    void aRefreshedSessionSaysWhen() {
        open.given(STARTED, new SessionRefreshed(MORNING, MINA, 2));
        assertThat(instant(open.row("open_session"), "refreshed_at")).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void anEndedSessionIsNotOpen() {
        open.given(STARTED).given(new RefreshTokenReused(MORNING, MINA, 1, 2), ENDED);
        assertThat(open.rows("open_session")).isEmpty();
    }

    @Test
    void aContinuedSessionIsOpenUnderItsNewId() {
        open.given(STARTED, new SessionEnded(MORNING, MINA, EndCause.CONTINUED), started(EVENING, MORNING));
        assertThat(open.row("open_session")).containsEntry("session_id", EVENING.value());
    }

    @Test
    void theSameSessionsAgainGiveTheSameRows() {
        open.given(STARTED, started(EVENING, null), ENDED);
        var before = open.rows("open_session");
        assertThat(open.again().rows("open_session")).hasSize(1).isEqualTo(before);
    }

    @Test
    void failedSignInsAreCountedPerHour() {
        failures.given(failed("2026-03-29T12", 1), failed("2026-03-29T12", 4), failed("2026-03-29T13", 1));
        assertThat(failures.rows("failed_sign_in"))
                .extracting(row -> row.get("failures"))
                .containsExactlyInAnyOrder(4L, 1L);
        assertThat(failures.rowWrites()).isEqualTo(2);
    }

    @Test
    void workOnPostgresToo() {
        var postgres = TestStores.postgres();
        var loginsThere = on(postgres, LoginHistoryProjection::new)
                .given(STARTED)
                .given(ENDED)
                .again();
        assertThat(loginsThere.row("login_history")).containsEntry("end_cause", "SIGNED_OUT");
        var openThere =
                on(postgres, OpenSessionProjection::new).given(STARTED).given(new SessionRefreshed(MORNING, MINA, 2));
        assertThat(openThere.rows("open_session")).hasSize(1);
        assertThat(openThere.given(ENDED).rows("open_session")).isEmpty();
        var failuresThere = on(postgres, FailedSignInProjection::new)
                .given(failed("2026-03-29T12", 2))
                .again();
        assertThat(failuresThere.row("failed_sign_in")).containsEntry("failures", 2L);
    }

    private ProjectionHarness on(Function<DataSource, dev.annals.foundation.projection.Projection> projection) {
        return on(database, projection);
    }

    private static ProjectionHarness on(
            DataSource database, Function<DataSource, dev.annals.foundation.projection.Projection> projection) {
        return ProjectionHarness.on(database, projection).from(METADATA.and(EventMetadata.ADDRESS, ADDRESS.text()));
    }

    private static SessionStarted started(SessionId session, @Nullable SessionId continues) {
        return new SessionStarted(
                session, MINA, SignInMethod.PASSWORD, TokenProfile.MILKYWAY, DEVICE, true, EXPIRES, continues);
    }

    private static SignInFailed failed(String hour, long count) {
        return new SignInFailed(MINA, hour, count);
    }

    private static Instant instant(Map<String, Object> row, String column) {
        return ((OffsetDateTime) row.get(column)).toInstant();
    }
}
