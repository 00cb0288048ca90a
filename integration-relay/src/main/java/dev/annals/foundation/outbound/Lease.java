package dev.annals.foundation.outbound;

import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/** One process relays at a time: whose name stands in the row, for as long as he renews it. Times are the database's. */
final class Lease {

    /** Another process has taken over. */
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeaseLost() {
            super("Another process has taken the relay over");
        }
    }

    private final JdbcTemplate jdbc;
    private final String self;
    private final Duration length;

    Lease(JdbcTemplate jdbc, String self, Duration length) {
        this.jdbc = jdbc;
        this.self = self;
        this.length = length;
    }

    /** Takes it where nobody has it. */
    boolean acquire() {
        jdbc.update(
                "insert into relay_state (relay, acknowledged) values (?, 0) on conflict do nothing", RelayStore.RELAY);
        return jdbc.update(
                        "update relay_state set owner = ?, lease_until = " + Sql.in(length) + " where relay = ? and"
                                + " (owner is null or owner = ? or lease_until < current_timestamp)",
                        self,
                        RelayStore.RELAY,
                        self)
                == 1;
    }

    /** False where another process has it by now. */
    boolean renew() {
        return jdbc.update(
                        "update relay_state set lease_until = " + Sql.in(length) + " where relay = ? and owner = ?",
                        RelayStore.RELAY,
                        self)
                == 1;
    }

    void release() {
        jdbc.update("update relay_state set owner = null where relay = ? and owner = ?", RelayStore.RELAY, self);
    }
}
