package dev.annals.audit.query;

import dev.annals.audit.AuditQuery.FindEvents;
import dev.annals.audit.AuditRecord;
import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.shared.Page;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class AuditQueryHandler {

    private static final String LIST = "audit-events";

    private final AuditRows trail;
    private final LoggedEvents log;

    AuditQueryHandler(AuditRows trail, LoggedEvents log) {
        this.trail = trail;
        this.log = log;
    }

    @QueryHandler
    Page<AuditRecord> answer(FindEvents query) {
        var limit = Pages.oneMoreThan(query.limit()).max();
        var cursor = Cursor.number(LIST, query.cursor(), query.ascending() ? 0 : Long.MAX_VALUE);
        var rows = trail.find(query, cursor, limit);
        return Pages.of(rows, query.limit(), LIST, row -> row.logIndex, this::records);
    }

    private List<AuditRecord> records(List<AuditRow> rows) {
        var events = log.at(rows.stream().map(row -> row.logIndex).toList());
        return rows.stream()
                .map(row -> row.with(events.getOrDefault(row.logIndex, Map.of())))
                .toList();
    }
}
