package dev.annals.session.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts people, never names them: from the profiles and the login histories, which are rebuilt like any read model. Days
 * and months are those of UTC. Active is who signed in; a refresh does not count.
 */
@Component
class Figures {

    /** @param period a day, {@code 2026-05-03}, or a month, {@code 2026-05} */
    record Count(String period, long users) {}

    /**
     * @param cohort the month in which they signed up
     * @param signedUp how many did
     * @param active how many of them signed in so many months later
     */
    record Retention(String cohort, long signedUp, int monthsLater, long active) {}

    private static final String DAY = "CAST(%s AT TIME ZONE 'UTC' AS DATE)";
    private static final String MONTH =
            "EXTRACT(YEAR FROM %1$s AT TIME ZONE 'UTC') * 12 + EXTRACT(MONTH FROM %1$s AT TIME ZONE 'UTC') - 1";
    private static final String WITHIN = " WHERE %1$s >= :from AND %1$s < :to";

    private final JdbcClient jdbc;

    Figures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Count> activeByDay(LocalDate from, LocalDate to) {
        return count("login_history", "happened_at", DAY, from, to, Figures::day);
    }

    List<Count> activeByMonth(LocalDate from, LocalDate to) {
        return count("login_history", "happened_at", MONTH, from, to, Figures::month);
    }

    List<Count> signUpsByDay(LocalDate from, LocalDate to) {
        return count("profile", "registered_at", DAY, from, to, Figures::day);
    }

    private interface Period {
        String of(ResultSet row, int column) throws SQLException;
    }

    private List<Count> count(String table, String column, String period, LocalDate from, LocalDate to, Period text) {
        return jdbc.sql("SELECT period, count(DISTINCT user_id) FROM (SELECT " + period.formatted(column)
                        + " AS period, user_id FROM " + table + WITHIN.formatted(column)
                        + ") AS seen GROUP BY period ORDER BY period")
                .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Count(text.of(row, 1), row.getLong(2)))
                .list();
    }

    /** Of those who signed up in that time. */
    List<Retention> retention(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        SELECT c.cohort, s.people, c.later, c.active FROM (
                            SELECT cohort, visited - cohort AS later, count(DISTINCT user_id) AS active FROM (
                                SELECT l.user_id, REGISTERED AS cohort, SIGNED_IN AS visited
                                FROM profile p JOIN login_history l ON l.user_id = p.user_id WITHIN) AS visits
                            GROUP BY cohort, visited - cohort) AS c
                        JOIN (SELECT cohort, count(*) AS people FROM (
                                SELECT REGISTERED AS cohort FROM profile p WITHIN) AS members
                            GROUP BY cohort) AS s ON s.cohort = c.cohort
                        ORDER BY c.cohort, c.later
                        """.replace("REGISTERED", MONTH.formatted("p.registered_at"))
                        .replace("SIGNED_IN", MONTH.formatted("l.happened_at"))
                        .replace("WITHIN", WITHIN.formatted("p.registered_at")))
                .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Retention(month(row, 1), row.getLong(2), row.getInt(3), row.getLong(4)))
                .list();
    }

    private static String day(ResultSet row, int column) throws SQLException {
        return String.valueOf(row.getObject(column, LocalDate.class));
    }

    private static String month(ResultSet row, int column) throws SQLException {
        var months = row.getInt(column);
        return "%04d-%02d".formatted(months / 12, months % 12 + 1);
    }
}
