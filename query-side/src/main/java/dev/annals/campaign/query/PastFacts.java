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

    /**
     * Of whom there is a fact that stands later in the log and may count, in the order of the database.
     *
     * @param profiles also those of whom only a profile is told: it may have been complete before the window
     */
    List<UUID> heardOfSince(long index, CampaignWindow window, boolean profiles) {
        return jdbc.sql("SELECT DISTINCT user_id FROM player_fact WHERE log_index > :index AND (happened_at >= :start"
                        + " AND happened_at < :end" + (profiles ? " OR kind = 'PROFILE')" : ")")
                        + " ORDER BY user_id")
                .param("index", index)
                .param("start", window.start().atOffset(ZoneOffset.UTC))
                .param("end", window.end().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** The facts of these users, wherever they stand. */
    Map<UUID, Facts> of(List<UUID> users, CampaignWindow window) {
        return facts(users, told("user_id IN (:users)", window).param("users", users));
    }

    /** The facts of these users, who follow each other in the order of the database. */
    Map<UUID, Facts> ofNeighbours(List<UUID> users, CampaignWindow window) {
        return facts(
                users,
                told("user_id >= :first AND user_id <= :upto", window)
                        .param("first", users.getFirst())
                        .param("upto", users.getLast()));
    }

    private @Nullable FactPage page(StatementSpec question, UUID from, CampaignWindow window) {
        var users = question.query(UUID.class).list();
        if (users.isEmpty()) return null;
        var last = users.getLast();
        var told = told("user_id > :last AND user_id <= :upto", window)
                .param("last", from)
                .param("upto", last);
        return new FactPage(facts(users, told), last);
    }

    private StatementSpec told(String whose, CampaignWindow window) {
        return jdbc.sql("SELECT user_id, kind, event_id, happened_at, has_name, has_email FROM player_fact WHERE "
                        + whose + " AND (kind = 'PROFILE' OR (happened_at >= :start AND happened_at < :end))"
                        + " ORDER BY user_id, log_index")
                .param("start", window.start().atOffset(ZoneOffset.UTC))
                .param("end", window.end().atOffset(ZoneOffset.UTC));
    }

    private static Map<UUID, Facts> facts(List<UUID> users, StatementSpec question) {
        var told = question.query((row, number) -> new Line(
                        row.getObject(1, UUID.class),
                        new Told(
                                FactKind.valueOf(row.getString(2)),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getObject(5, Boolean.class),
                                row.getObject(6, Boolean.class))))
                .list();
        Map<UUID, List<Told>> byUser = told.stream().collect(groupingBy(Line::userId, mapping(Line::told, toList())));
        return users.stream().collect(toMap(user -> user, user -> Told.facts(byUser.getOrDefault(user, List.of()))));
    }
}
