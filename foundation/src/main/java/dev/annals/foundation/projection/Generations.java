package dev.annals.foundation.projection;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which generation of each read table readers see. */
final class Generations {

    private final JdbcClient jdbc;

    Generations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int live(String projection) {
        return jdbc.sql("SELECT live FROM projection_generation WHERE projection = :projection")
                .param("projection", projection)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("No row in projection_generation for " + projection));
    }

    /** Of every projection. */
    Map<String, Integer> live() {
        return jdbc.sql("SELECT projection, live FROM projection_generation").query(rows -> {
            var live = new HashMap<String, Integer>();
            while (rows.next()) live.put(rows.getString("projection"), rows.getInt("live"));
            return live;
        });
    }

    /** Makes readers see the next one from the commit on; false where somebody else was faster. */
    boolean takeOver(String projection, int from, int to) {
        return jdbc.sql("UPDATE projection_generation SET live = :to WHERE projection = :projection AND live = :from")
                        .param("to", to)
                        .param("projection", projection)
                        .param("from", from)
                        .update()
                == 1;
    }

    /** The name under which a generation's place is stored. */
    static String name(String projection, int generation) {
        return projection + "@" + generation;
    }
}
