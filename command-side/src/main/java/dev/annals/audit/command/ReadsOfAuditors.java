package dev.annals.audit.command;

import dev.annals.audit.AuditCommand.RecordAuditRead;
import dev.annals.audit.AuditEvent.AuditRead;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.shared.Purpose;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Writes down what auditors read. No aggregate: there is nothing to decide. Each read is a stream of its own, or whoever
 * reads with many connections would be in his own way.
 */
@Component
class ReadsOfAuditors {

    private static final int LONGEST_QUERY = 2_000;

    private final EventStore events;
    private final PersonalData personal;
    private final Clock clock;

    ReadsOfAuditors(EventStore events, PersonalData personal, Clock clock) {
        this.events = events;
        this.personal = personal;
        this.clock = clock;
    }

    @CommandHandler
    void decide(RecordAuditRead command) {
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        var stream = "audit-read:" + day + ":" + UUID.randomUUID() + ":" + command.auditor();
        var query = command.query();
        var sealed = query == null || query.isEmpty()
                ? null
                : personal.seal(
                        command.auditor().value(),
                        Purpose.AUDIT_QUERY,
                        query.substring(0, Math.min(LONGEST_QUERY, query.length())));
        events.publish(new GenericDomainEventMessage<>(
                "AuditReads",
                stream,
                0,
                new AuditRead(command.auditor(), day, command.route(), command.userId(), sealed)));
    }
}
