package dev.annals.foundation.security;

import static dev.annals.shared.SharedRefusal.PASSWORD_CHANGE_REQUIRED;
import static dev.annals.shared.SharedRefusal.SESSION_ENDED;
import static dev.annals.shared.SharedRefusal.TOKEN_STALE;
import static dev.annals.shared.SharedRefusal.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.security.AccessRows.AccessRow;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.foundation.security.AccessTokens.Verified;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

class AccessGateTest {

    private static final UUID SESSION = new UUID(1, 1);
    private static final UUID USER = new UUID(2, 2);
    private static final Verified TOKEN = new Verified(new UserId(USER), new SessionId(SESSION), 7);
    private static final AccessRow OPEN = new AccessRow(SESSION, USER, false, 7, Status.ACTIVE, false);
    private static final AccessRow ENDED = new AccessRow(SESSION, USER, true, 7, Status.ACTIVE, false);

    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    private final Rows rows = new Rows();
    private final AccessGate gate =
            new AccessGate(rows, new AccessSettings(Duration.ofSeconds(1), Duration.ofMillis(400)), nanos::get);

    @Test
    void anOpenSessionOfAnActiveUserCounts() {
        assertThat(gate.refusalOf(TOKEN)).isNull();
    }

    @Test
    void saysWhyATokenDoesNotCount() {
        assertThat(refusedWith(ENDED)).isEqualTo(SESSION_ENDED);
        assertThat(refusedWith(null)).isEqualTo(SESSION_ENDED);
        assertThat(refusedWith(new AccessRow(SESSION, USER, false, 7, Status.BLOCKED, false)))
                .isEqualTo(SESSION_ENDED);
        assertThat(refusedWith(new AccessRow(SESSION, USER, false, 7, Status.DELETED, false)))
                .isEqualTo(SESSION_ENDED);
        assertThat(refusedWith(new AccessRow(SESSION, new UUID(3, 3), false, 7, Status.ACTIVE, false)))
                .isEqualTo(SESSION_ENDED);
        assertThat(refusedWith(new AccessRow(SESSION, USER, false, 8, Status.ACTIVE, false)))
                .isEqualTo(TOKEN_STALE);
        assertThat(refusedWith(new AccessRow(SESSION, USER, false, 7, Status.ACTIVE, true)))
                .isEqualTo(PASSWORD_CHANGE_REQUIRED);
    }

    @Test
    void aRowIsBelievedForASecondAndNotLonger() {
        gate.refusalOf(TOKEN);
        rows.row = ENDED;

        later(Duration.ofSeconds(1));
        assertThat(gate.refusalOf(TOKEN)).isNull();
        later(Duration.ofNanos(1));
        assertThat(gate.refusalOf(TOKEN)).isEqualTo(SESSION_ENDED);
    }

    @Test
    void aSessionInUseCostsNoQuestionOfItsOwn() {
        gate.refusalOf(TOKEN);
        for (var n = 0; n < 10; n++) {
            later(Duration.ofMillis(400));
            gate.refresh();
            assertThat(gate.refusalOf(TOKEN)).isNull();
        }
        assertThat(rows.asked).isEqualTo(11);
    }

    @Test
    void theRefresherBringsWhatAnotherProcessDid() {
        gate.refusalOf(TOKEN);
        rows.row = ENDED;
        later(Duration.ofMillis(400));

        gate.refresh();

        assertThat(gate.refusalOf(TOKEN)).isEqualTo(SESSION_ENDED);
    }

    @Test
    void aSessionThatNobodyUsesIsForgotten() {
        gate.refusalOf(TOKEN);
        later(Duration.ofSeconds(3));

        gate.refresh();

        assertThat(rows.asked).isEqualTo(1);
    }

    @Test
    void whatThisProcessChangedCountsAtOnce() {
        gate.refusalOf(TOKEN);
        rows.row = ENDED;
        later(Duration.ofNanos(1));

        gate.distrust(SESSION);
        assertThat(gate.refusalOf(TOKEN)).isEqualTo(SESSION_ENDED);

        rows.row = OPEN;
        gate.distrust(USER);
        later(Duration.ofNanos(1));
        assertThat(gate.refusalOf(TOKEN)).isNull();
    }

    @Test
    void aReadThatBeganBeforeAChangeIsNotBelievedAfterIt() {
        rows.duringRead = () -> {
            later(Duration.ofNanos(1));
            gate.distrust(USER);
            later(Duration.ofNanos(1));
        };
        gate.refusalOf(TOKEN);
        rows.duringRead = () -> {};
        rows.row = ENDED;

        assertThat(gate.refusalOf(TOKEN)).isEqualTo(SESSION_ENDED);
    }

    @Test
    void withoutADatabaseNothingCountsForLong() {
        gate.refusalOf(TOKEN);
        rows.away = true;

        later(Duration.ofMillis(1_001));

        assertThat(gate.refusalOf(TOKEN)).isEqualTo(UNAVAILABLE);
    }

    private Object refusedWith(AccessRow row) {
        rows.row = row;
        later(Duration.ofSeconds(2));
        return gate.refusalOf(TOKEN);
    }

    private void later(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private static final class Rows extends AccessRows {

        private AccessRow row = OPEN;
        private boolean away;
        private int asked;
        private Runnable duringRead = () -> {};

        private Rows() {
            super(new JdbcTemplate());
        }

        @Override
        List<AccessRow> read(Collection<UUID> sessionIds) {
            if (away) throw new DataAccessResourceFailureException("away");
            if (sessionIds.isEmpty()) return List.of();
            asked++;
            duringRead.run();
            return row == null ? List.of() : List.of(row);
        }
    }
}
