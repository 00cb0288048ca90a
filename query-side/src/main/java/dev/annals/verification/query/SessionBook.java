package dev.annals.verification.query;

import dev.annals.session.EndCause;
import dev.annals.session.SessionEvent;
import dev.annals.session.SessionEvent.RefreshTokenReused;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionRefreshed;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SessionEvent.SignInFailed;
import dev.annals.user.UserEvent.UserErased;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Sign-ins: histories, open sessions, the secrets of their refresh tokens, wrong passwords. */
final class SessionBook implements Book {

    /** Counts of wrong passwords are kept for two days, and only fall out when the next hour begins for the user. */
    private static final int KEPT_HOURS = 48;

    private static final UUID NOBODY = new UUID(0, 0);

    private final Expected logins = new Expected("login_history", "session_id");
    private final Expected failures = new Expected("failed_sign_in", "user_id", "utc_hour");
    private final Expected open = new Expected("open_session", "session_id");
    private final Expected access = new Expected("session_access", "session_id");
    private final Expected secrets = new Expected("session_secret", "session_id").unchecked("secret");
    private final Expected counted =
            new Expected("sign_in_failure", "user_id", "utc_hour").unexplained("user_id", NOBODY);
    private final Set<UUID> erased = new HashSet<>();
    private final Instant now;

    SessionBook(Instant now) {
        this.now = now;
    }

    @Override
    public void read(Logged logged) {
        if (logged.event() instanceof UserErased e) erased.add(e.userId().value());
        if (!(logged.event() instanceof SessionEvent event)) return;
        switch (event) {
            case SessionStarted e -> start(e, logged);
            case SessionRefreshed e -> {
                open.concernedBy(logged);
                open.change(e.sessionId()).with("refreshed_at", logged.at());
                secrets.change(e.sessionId()).with("number", (long) e.number());
            }
            case RefreshTokenReused e -> {}
            case SessionEnded e -> end(e, logged);
            case SignInFailed e -> fail(e, logged);
        }
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of(
                new ReadModel("login-history", logins),
                new ReadModel("failed-sign-in", failures),
                new ReadModel("open-session", open));
    }

    @Override
    public List<Expected> writeSide() {
        secrets.removeAll("user_id", erased);
        return List.of(access, secrets, counted);
    }

    private void start(SessionStarted e, Logged logged) {
        logins.concernedBy(logged);
        open.concernedBy(logged);
        var continued = e.continues();
        if (continued == null) signedIn(logins.put(e.sessionId()), e, logged).with("happened_at", logged.at());
        else goesOn(secrets.change(continued), e);
        signedIn(open.put(e.sessionId()), e, logged)
                .with("started_at", logged.at())
                .with("expires_at", e.expiresAt());
        access.put(e.sessionId()).with("user_id", e.userId()).with("ended", false);
        secrets.put(e.sessionId()).with("user_id", e.userId()).with("expires_at", e.expiresAt());
    }

    private static Line signedIn(Line row, SessionStarted e, Logged logged) {
        return row.with("user_id", e.userId())
                .with("method", e.method())
                .with("token_profile", e.profile())
                .with("device", e.device())
                .with("address", logged.address())
                .with("log_index", logged.index());
    }

    /** The secret stays until no token of the old session can matter. */
    private void goesOn(Line secret, SessionStarted next) {
        var number = secret.get("number");
        secret.with("continued_as", next.sessionId()).with("last_number", number == null ? 1L : number);
        if (!now.isBefore(next.expiresAt())) secret.optional();
    }

    private void end(SessionEnded e, Logged logged) {
        logins.concernedBy(logged);
        open.concernedBy(logged);
        var login = logins.find(e.sessionId());
        if (login != null) login.with("ended_at", logged.at()).with("end_cause", e.cause());
        open.remove(e.sessionId());
        access.change(e.sessionId()).with("ended", true);
        if (e.cause() != EndCause.CONTINUED) secrets.remove(e.sessionId());
    }

    /** There is an event at each power of two, so the count is below the next one. */
    private void fail(SignInFailed e, Logged logged) {
        failures.concernedBy(logged);
        failures.put(e.userId(), e.hour())
                .with("failures", e.count())
                .with("happened_at", logged.at())
                .with("address", logged.address())
                .with("log_index", logged.index());
        var count = counted.put(e.userId(), e.hour()).with("failures", Allowed.between(e.count(), 2 * e.count() - 1));
        if (logged.at().isBefore(now.minus(KEPT_HOURS - 1, ChronoUnit.HOURS))) count.optional();
    }
}
