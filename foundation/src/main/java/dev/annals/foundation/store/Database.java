package dev.annals.foundation.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The two databases that Annals knows. */
enum Database {
    H2,
    POSTGRES;

    static Database of(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            var product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "H2" -> H2;
                case "PostgreSQL" -> POSTGRES;
                default -> throw new IllegalStateException("Annals runs on H2 and PostgreSQL, not on " + product);
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    boolean isPostgres() {
        return this == POSTGRES;
    }
}
