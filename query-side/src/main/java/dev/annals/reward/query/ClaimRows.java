package dev.annals.reward.query;

import dev.annals.foundation.query.AsOf;
import dev.annals.reward.RewardQuery.Filter;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Finds rows of the claim history. The first filter given leads: the list is walked in the order of that filter's index,
 * from the cursor on, so that a page costs the same at any depth; the other filters are applied on the way.
 */
@Repository
class ClaimRows {

    private final EntityManager entities;

    ClaimRows(EntityManager entities) {
        this.entities = entities;
    }

    /** @param cursor the place in the log of the last row before these */
    List<ClaimRow> find(Filter filter, boolean ascending, long cursor, int limit) {
        var equal = equal(filter);
        var parameters = new LinkedHashMap<>(equal);
        var conditions = new StringBuilder(ascending ? "c.logIndex > :cursor" : "c.logIndex < :cursor");
        parameters.put("cursor", cursor);
        equal.keySet().forEach(column -> conditions.append(" and c.%1$s = :%1$s".formatted(column)));
        if (filter.from() != null) {
            conditions.append(" and c.happenedAt >= :from");
            parameters.put("from", AsOf.known(filter.from()));
        }
        if (filter.to() != null) {
            conditions.append(" and c.happenedAt <= :to");
            parameters.put("to", AsOf.known(filter.to()));
        }
        var lead = equal.keySet().stream()
                .filter(column -> column.endsWith("Id"))
                .findFirst()
                .orElse(null);
        var found = entities.createQuery(
                "select c from ClaimRow c where " + conditions + order(lead, ascending), ClaimRow.class);
        parameters.forEach(found::setParameter);
        return found.setMaxResults(limit).getResultList();
    }

    List<ClaimRow> ofEntry(String entry) {
        return entities.createQuery("select c from ClaimRow c where c.entry = :entry", ClaimRow.class)
                .setParameter("entry", entry)
                .getResultList();
    }

    /** The most selective filter first. */
    private static Map<String, Object> equal(Filter filter) {
        var filters = new LinkedHashMap<String, Object>();
        put(filters, "userId", filter.userId() == null ? null : filter.userId().value());
        put(
                filters,
                "rewardId",
                filter.rewardId() == null ? null : filter.rewardId().value());
        put(
                filters,
                "campaignId",
                filter.campaignId() == null ? null : filter.campaignId().value());
        put(filters, "status", filter.status());
        put(filters, "code", filter.code());
        return filters;
    }

    private static void put(Map<String, Object> filters, String column, @Nullable Object value) {
        if (value != null) filters.put(column, value);
    }

    private static String order(@Nullable String lead, boolean ascending) {
        var way = ascending ? "" : " desc";
        return " order by c.generation" + way + (lead == null ? "" : ", c." + lead + way) + ", c.logIndex" + way;
    }
}
