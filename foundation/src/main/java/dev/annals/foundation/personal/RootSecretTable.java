package dev.annals.foundation.personal;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one row of {@code keys.root_secret}. */
final class RootSecretTable {

    private static final String USE = "root secret";

    private final JdbcClient jdbc;
    private final MasterKeys masterKeys;

    RootSecretTable(JdbcClient jdbc, MasterKeys masterKeys) {
        this.jdbc = jdbc;
        this.masterKeys = masterKeys;
    }

    /** The root secret; of two processes that start an empty store at once, one makes it and both read it. */
    byte[] obtain() {
        return masterKeys.unwrap(USE, read().orElseGet(this::make));
    }

    /** Wraps the row with the current master key where it is another's; true where it was. */
    boolean rewrap() {
        var wrapped = read().orElseThrow();
        if (!masterKeys.isOutdated(wrapped)) return false;
        return jdbc.sql("UPDATE keys.root_secret SET wrapped = ? WHERE id = 1 AND wrapped = ?")
                        .params(masterKeys.wrap(USE, masterKeys.unwrap(USE, wrapped)), wrapped)
                        .update()
                == 1;
    }

    private byte[] make() {
        jdbc.sql("INSERT INTO keys.root_secret (id, wrapped, created_at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING")
                .params(masterKeys.wrap(USE, AesGcm.random(AesGcm.KEY_BYTES)), OffsetDateTime.now(ZoneOffset.UTC))
                .update();
        return read().orElseThrow();
    }

    private Optional<byte[]> read() {
        return jdbc.sql("SELECT wrapped FROM keys.root_secret WHERE id = 1")
                .query((row, number) -> row.getBytes(1))
                .optional();
    }
}
