package dev.annals.foundation.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Seals, the public keys to them, and alarms. */
final class SealTable {

    private static final String SEAL =
            "SELECT number, log_index, events, hash, previous, sealed_at, key_id, signature FROM audit_seal ";
    private static final HexFormat HEX = HexFormat.of();

    private final JdbcClient jdbc;
    private final Supplier<String> store;

    SealTable(JdbcClient jdbc, Supplier<String> store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    Optional<Seal> last() {
        return jdbc.sql(SEAL + "ORDER BY number DESC FETCH FIRST 1 ROW ONLY")
                .query(this::read)
                .optional();
    }

    /** The first one that covers the event at that index. */
    Optional<Seal> covering(long index) {
        return jdbc.sql(SEAL + "WHERE log_index >= :index ORDER BY number FETCH FIRST 1 ROW ONLY")
                .param("index", index)
                .query(this::read)
                .optional();
    }

    List<Seal> after(long number, int limit) {
        return jdbc.sql(SEAL + "WHERE number > :number ORDER BY number FETCH FIRST " + limit + " ROWS ONLY")
                .param("number", number)
                .query(this::read)
                .list();
    }

    /** Those that seal after one index and up to another. */
    List<Seal> between(long index, long last) {
        return jdbc.sql(SEAL + "WHERE log_index > :index AND log_index <= :last ORDER BY number")
                .param("index", index)
                .param("last", last)
                .query(this::read)
                .list();
    }

    void add(Seal seal) {
        jdbc.sql("INSERT INTO audit_seal (number, log_index, events, hash, previous, sealed_at, key_id, signature)"
                        + " VALUES (:number, :index, :events, :hash, :previous, :at, :key, :signature)")
                .param("number", seal.number())
                .param("index", seal.position())
                .param("events", seal.events())
                .param("hash", HEX.parseHex(seal.hash()))
                .param("previous", HEX.parseHex(seal.previous()))
                .param("at", seal.sealedAt().atOffset(ZoneOffset.UTC))
                .param("key", seal.keyId())
                .param("signature", seal.signature())
                .update();
    }

    void publish(SealKey key) {
        jdbc.sql("INSERT INTO audit_seal_key (key_id, public_key, since) VALUES (:id, :key, CURRENT_TIMESTAMP)"
                        + " ON CONFLICT DO NOTHING")
                .param("id", key.id())
                .param("key", key.publicKey())
                .update();
    }

    List<PublicSealKey> keys() {
        return jdbc.sql("SELECT key_id, public_key, since FROM audit_seal_key ORDER BY since, key_id")
                .query((row, number) -> new PublicSealKey(
                        row.getString(1),
                        "Ed25519",
                        row.getBytes(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** False where it was known already. */
    boolean alarm(String kind, long index) {
        return jdbc.sql(
                                "INSERT INTO audit_alarm (kind, log_index, noticed_at) VALUES (:kind, :index, CURRENT_TIMESTAMP)"
                                        + " ON CONFLICT DO NOTHING")
                        .param("kind", kind)
                        .param("index", index)
                        .update()
                == 1;
    }

    List<Alarm> alarms() {
        return jdbc.sql("SELECT kind, log_index, noticed_at FROM audit_alarm ORDER BY noticed_at DESC, log_index"
                        + " FETCH FIRST 100 ROWS ONLY")
                .query((row, number) -> new Alarm(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    private Seal read(ResultSet row, int number) throws SQLException {
        return new Seal(
                store.get(),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                HEX.formatHex(row.getBytes(4)),
                HEX.formatHex(row.getBytes(5)),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getBytes(8));
    }
}
