package dev.annals.session.command;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.web.RequestContext;
import dev.annals.session.SessionCommand.RecordFailedSignIn;
import dev.annals.session.SessionEvent.SignInFailed;
import dev.annals.shared.Purpose;
import dev.annals.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts wrong passwords per user and UTC hour, and lets the first and each doubling leave an event: a million guesses
 * are twenty events. The number of an event in its stream follows from the count.
 */
@Component
class FailedSignIns {

    /** Under which names that nobody has are counted: as much work as for a known one, so that time tells nothing. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final int KEPT_HOURS = 48;

    private final JdbcClient jdbc;
    private final EventStore events;
    private final PersonalData personal;
    private final Clock clock;

    FailedSignIns(JdbcClient jdbc, EventStore events, PersonalData personal, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.personal = personal;
        this.clock = clock;
    }

    @CommandHandler
    void decide(RecordFailedSignIn command) {
        var now = clock.instant();
        var hour = HOUR.format(now);
        var count = countOneMore(command.userId(), hour, now);
        if (Long.bitCount(count) == 1) append(new SignInFailed(command.userId(), hour, count));
    }

    /** Leaves no event: there is no subject to speak of. */
    void countUnknown() {
        var now = clock.instant();
        countOneMore(NOBODY, HOUR.format(now), now);
    }

    private long countOneMore(UserId userId, String hour, Instant now) {
        if (!raised(userId, hour) && !opened(userId, hour, now)) raised(userId, hour);
        return jdbc.sql("SELECT failures FROM sign_in_failure WHERE user_id = ? AND utc_hour = ?")
                .params(userId.value(), hour)
                .query(Long.class)
                .single();
    }

    private boolean raised(UserId userId, String hour) {
        return jdbc.sql("UPDATE sign_in_failure SET failures = failures + 1 WHERE user_id = ? AND utc_hour = ?")
                        .params(userId.value(), hour)
                        .update()
                == 1;
    }

    private boolean opened(UserId userId, String hour, Instant now) {
        jdbc.sql("DELETE FROM sign_in_failure WHERE user_id = ? AND utc_hour < ?")
                .params(userId.value(), HOUR.format(now.minus(KEPT_HOURS, ChronoUnit.HOURS)))
                .update();
        return jdbc.sql("INSERT INTO sign_in_failure (user_id, utc_hour, failures) VALUES (?, ?, 1)"
                                + " ON CONFLICT DO NOTHING")
                        .params(userId.value(), hour)
                        .update()
                == 1;
    }

    private void append(SignInFailed failed) {
        events.publish(new GenericDomainEventMessage<>(
                "SignInFailures",
                "sign-in-failures:" + failed.userId() + ":" + failed.hour(),
                Long.numberOfTrailingZeros(failed.count()),
                failed,
                address(failed.userId())));
    }

    /** Nobody has proved who he is, so the address belongs to the one it was tried on. */
    private MetaData address(UserId userId) {
        var address = RequestContext.current().address();
        if (address == null) return MetaData.emptyInstance();
        try {
            var sealed = personal.seal(userId.value(), Purpose.ADDRESS, address);
            return MetaData.with(EventMetadata.ADDRESS, sealed.text());
        } catch (IllegalStateException erased) {
            // He was erased while his password was guessed.
            return MetaData.emptyInstance();
        }
    }
}
