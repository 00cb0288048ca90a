package dev.annals.foundation.personal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code keys.data_key}, still wrapped. */
final class DataKeyTable {

    record Row(UUID subject, int version, byte @Nullable [] wrapped) {}

    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;

    DataKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> find(UUID subject) {
        return jdbc.sql("SELECT subject, version, wrapped FROM keys.data_key WHERE subject = ?")
                .param(subject)
                .query(DataKeyTable::row)
                .optional();
    }

    Map<UUID, Row> find(Collection<UUID> subjects) {
        var found = new HashMap<UUID, Row>();
        var all = List.copyOf(subjects);
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            jdbc.sql("SELECT subject, version, wrapped FROM keys.data_key WHERE subject IN (:subjects)")
                    .param("subjects", all.subList(from, Math.min(from + AT_ONCE, all.size())))
                    .query(DataKeyTable::row)
                    .list()
                    .forEach(row -> found.put(row.subject(), row));
        }
        return found;
    }

    /** Whether this call made the row; where not, somebody else did. */
    boolean insert(UUID subject, int version, byte[] wrapped) {
        return jdbc.sql("INSERT INTO keys.data_key (subject, version, wrapped, created_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")
                        .params(subject, version, wrapped, now())
                        .update()
                == 1;
    }

    /** Whether this call destroyed it; where not, it was destroyed before. */
    boolean destroy(UUID subject) {
        var tombstones = jdbc.sql(
                        "INSERT INTO keys.data_key (subject, version, created_at, destroyed_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")
                .params(subject, KeyRing.VERSION, now(), now())
                .update();
        if (tombstones == 1) return true;
        var emptied = jdbc.sql("UPDATE keys.data_key SET wrapped = NULL, destroyed_at = ?"
                        + " WHERE subject = ? AND wrapped IS NOT NULL")
                .params(now(), subject)
                .update();
        return emptied == 1;
    }

    List<Row> pageAfter(@Nullable UUID subject, int rows) {
        var all = "SELECT subject, version, wrapped FROM keys.data_key WHERE wrapped IS NOT NULL";
        var page = " ORDER BY subject LIMIT " + rows;
        return subject == null
                ? jdbc.sql(all + page).query(DataKeyTable::row).list()
                : jdbc.sql(all + " AND subject > ?" + page)
                        .param(subject)
                        .query(DataKeyTable::row)
                        .list();
    }

    /** Replaces the wrapping only where it is still the one that was read: a key destroyed meanwhile stays destroyed. */
    boolean rewrap(UUID subject, byte[] before, byte[] after) {
        return jdbc.sql("UPDATE keys.data_key SET wrapped = ? WHERE subject = ? AND wrapped = ?")
                        .params(after, subject, before)
                        .update()
                == 1;
    }

    long destructions() {
        return jdbc.sql("SELECT count FROM keys.destruction WHERE id = 1")
                .query(Long.class)
                .single();
    }

    void countDestruction() {
        jdbc.sql("UPDATE keys.destruction SET count = count + 1 WHERE id = 1").update();
    }

    private static Row row(ResultSet columns, int number) throws SQLException {
        return new Row(columns.getObject(1, UUID.class), columns.getInt(2), columns.getBytes(3));
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
