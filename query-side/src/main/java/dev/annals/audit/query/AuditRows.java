package dev.annals.audit.query;

import dev.annals.audit.AuditQuery.FindEvents;
import dev.annals.foundation.query.AsOf;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Finds rows of the audit trail. The first filter given leads: the list is walked in the order of that filter's index,
 * from the cursor on, so that a page costs the same at any depth; the other filters are applied on the way.
 */
@Repository
class AuditRows {

    private final EntityManager entities;
    private final AsOf asOf;

    AuditRows(EntityManager entities, AsOf asOf) {
        this.entities = entities;
        this.asOf = asOf;
    }

    List<AuditRow> find(FindEvents query, long cursor, int limit) {
        var equal = equal(query);
        var parameters = new LinkedHashMap<String, Object>(equal);
        var conditions = new StringBuilder("a.logIndex between :first and :last");
        equal.keySet().forEach(column -> conditions.append(" and a.%1$s = :%1$s".formatted(column)));
        parameters.put("first", first(query, cursor));
        parameters.put("last", last(query, cursor));
        if (query.from() != null) {
            conditions.append(" and a.happenedAt >= :from");
            parameters.put("from", AsOf.known(query.from()));
        }
        if (query.to() != null) {
            conditions.append(" and a.happenedAt <= :to");
            parameters.put("to", AsOf.known(query.to()));
        }
        var lead = equal.keySet().stream().findFirst().orElse(null);
        var found = entities.createQuery(
                "select a from AuditRow a where " + conditions + order(lead, query.ascending()), AuditRow.class);
        parameters.forEach(found::setParameter);
        return found.setMaxResults(limit).getResultList();
    }

    private long first(FindEvents query, long cursor) {
        var lowest = query.from() == null ? 0 : asOf.firstIndexFrom(query.from());
        return query.ascending() ? Math.max(lowest, cursor + 1) : lowest;
    }

    private long last(FindEvents query, long cursor) {
        var highest = query.to() == null ? Long.MAX_VALUE : asOf.indexAt(query.to());
        return query.ascending() ? highest : Math.min(highest, cursor - 1);
    }

    /** The most selective filter first. */
    private static Map<String, Object> equal(FindEvents query) {
        var filters = new LinkedHashMap<String, Object>();
        put(filters, "requestId", query.requestId());
        put(filters, "subjectId", query.user() == null ? null : query.user().value());
        put(filters, "actor", query.actor());
        put(filters, "type", query.type());
        return filters;
    }

    private static void put(Map<String, Object> filters, String column, @Nullable Object value) {
        if (value != null) filters.put(column, value);
    }

    private static String order(@Nullable String lead, boolean ascending) {
        var way = ascending ? "" : " desc";
        return " order by a.generation" + way + (lead == null ? "" : ", a." + lead + way) + ", a.logIndex" + way;
    }
}
