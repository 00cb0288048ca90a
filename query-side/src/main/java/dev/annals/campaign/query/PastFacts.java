package dev.annals.campaign.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.FactKind;
import dev.annals.campaign.Facts;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Everybody's facts inside a window, some users at a time and each page by a question of its own. */
@Component
class PastFacts {

    private static final int USERS_OF_A_PAGE = 500;
    private static final String PAGE = " FETCH FIRST " + USERS_OF_A_PAGE + " ROWS ONLY";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * The facts of some users.
     *
     * @param last after whom the next page begins
     */
    record FactPage(Map<UUID, Facts> facts, UUID last) {}

    private record Line(UUID userId, Told told) {}

    private final JdbcClient jdbc;

    PastFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many users there are: each has told something of his profile when he registered. */
    long users() {
        return jdbc.sql("SELECT count(DISTINCT user_id) FROM player_fact")
                .query(Long.class)
                .single();
    }

    /** The next users; absent after the last one. */
    @Nullable
    FactPage after(@Nullable UUID last, CampaignWindow window) {
        var from = last == null ? BEFORE_ALL : last;
        return page(
                jdbc.sql("SELECT DISTINCT user_id FROM player_fact WHERE user_id > :last ORDER BY user_id" + PAGE)
                        .param("last", from),
                from,
                window);
    }

    /** The same, without those who did nothing inside the window: a profile may have been complete before. */
    @Nullable
    FactPage busyAfter(@Nullable UUID last, CampaignWindow window) {
        var from = last == null ? BEFORE_ALL : last;
        return page(
                jdbc.sql("SELECT DISTINCT user_id FROM player_fact WHERE user_id > :last AND happened_at >= :start"
                                + " AND happened_at < :end ORDER BY user_id" + PAGE)
                        .param("last", from)
                        .param("start", window.start().atOffset(ZoneOffset.UTC))
                        .param("end", window.end().atOffset(ZoneOffset.UTC)),
                from,
                window);
    }

    private @Nullable FactPage page(StatementSpec question, UUID from, CampaignWindow window) {
        var users = question.query(UUID.class).list();
        if (users.isEmpty()) return null;
        var told = jdbc.sql("SELECT user_id, kind, event_id, happened_at, has_name, has_email FROM player_fact"
                        + " WHERE user_id > :last AND user_id <= :upto"
                        + " AND (kind = 'PROFILE' OR (happened_at >= :start AND happened_at < :end))"
                        + " ORDER BY user_id, log_index")
                .param("last", from)
                .param("upto", users.getLast())
                .param("start", window.start().atOffset(ZoneOffset.UTC))
                .param("end", window.end().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Line(
                        row.getObject(1, UUID.class),
                        new Told(
                                FactKind.valueOf(row.getString(2)),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getObject(5, Boolean.class),
                                row.getObject(6, Boolean.class))))
                .list();
        Map<UUID, List<Told>> byUser = told.stream().collect(groupingBy(Line::userId, mapping(Line::told, toList())));
        var facts =
                users.stream().collect(toMap(user -> user, user -> Told.facts(byUser.getOrDefault(user, List.of()))));
        return new FactPage(facts, users.getLast());
    }
}
