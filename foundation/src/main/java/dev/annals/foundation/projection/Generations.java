package dev.annals.foundation.projection;

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
}
