package dev.annals.session.projection;

import dev.annals.foundation.projection.Origin;
import dev.annals.foundation.projection.Projection;
import dev.annals.foundation.projection.ReadRows;
import dev.annals.foundation.projection.ReadTable;
import dev.annals.foundation.projection.Row;
import dev.annals.session.SessionEvent;
import dev.annals.session.SessionEvent.SignInFailed;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps one row per user and hour in which a wrong password was given, with the count last known. */
@Component
@ProcessingGroup("failed-sign-in")
class FailedSignInProjection implements Projection {

    private static final ReadTable TABLE = ReadTable.named("failed_sign_in_rows", "user_id", "utc_hour")
            .with("failures", "happened_at", "address", "log_index");

    private final ReadRows rows;

    FailedSignInProjection(DataSource dataSource) {
        this.rows = new ReadRows(TABLE, dataSource);
    }

    @Override
    public Object rowKey(EventMessage<?> event) {
        return SessionKeys.sessionOf((SessionEvent) event.getPayload());
    }

    @EventHandler
    void project(SignInFailed failed, EventMessage<?> message) {
        var origin = Origin.of(message);
        rows.put(Row.of("user_id", failed.userId())
                .with("utc_hour", failed.hour())
                .with("failures", failed.count())
                .with("happened_at", origin.at())
                .with("address", origin.address())
                .with("log_index", origin.index()));
    }
}
