package dev.annals.foundation.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chain as it is stored. */
final class ChainTable {

    private static final String BLOCK = "SELECT last_index, events, total, hash, places FROM audit_chain_block ";

    private final JdbcClient jdbc;

    ChainTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this process is the one that chains; until the transaction ends no other can be. */
    boolean claim(String self, Duration lease) {
        return jdbc.sql("UPDATE audit_chainer SET owner = :self, lease_until = CURRENT_TIMESTAMP + " + lease.toMillis()
                                + " * INTERVAL '0.001' SECOND WHERE owner IS NULL OR owner = :self"
                                + " OR lease_until < CURRENT_TIMESTAMP")
                        .param("self", self)
                        .update()
                == 1;
    }

    void leave(String self) {
        jdbc.sql("UPDATE audit_chainer SET owner = NULL WHERE owner = :self")
                .param("self", self)
                .update();
    }

    Optional<ChainBlock> last() {
        return jdbc.sql(BLOCK + "ORDER BY last_index DESC FETCH FIRST 1 ROW ONLY")
                .query(ChainTable::read)
                .optional();
    }

    /** The last block that ends there or before. */
    Optional<ChainBlock> endingBy(long index) {
        return jdbc.sql(BLOCK + "WHERE last_index <= :index ORDER BY last_index DESC FETCH FIRST 1 ROW ONLY")
                .param("index", index)
                .query(ChainTable::read)
                .optional();
    }

    /** The first block that ends there or later. */
    Optional<ChainBlock> holding(long index) {
        return jdbc.sql(BLOCK + "WHERE last_index >= :index ORDER BY last_index FETCH FIRST 1 ROW ONLY")
                .param("index", index)
                .query(ChainTable::read)
                .optional();
    }

    /** The first block with which the chain covers so many events. */
    Optional<ChainBlock> covering(long total) {
        return jdbc.sql(BLOCK + "WHERE total >= :total ORDER BY total FETCH FIRST 1 ROW ONLY")
                .param("total", total)
                .query(ChainTable::read)
                .optional();
    }

    List<ChainBlock> after(long index, int limit) {
        return jdbc.sql(BLOCK + "WHERE last_index > :index ORDER BY last_index FETCH FIRST " + limit + " ROWS ONLY")
                .param("index", index)
                .query(ChainTable::read)
                .list();
    }

    void add(ChainBlock block, List<Hole> holes) {
        jdbc.sql("INSERT INTO audit_chain_block (last_index, events, total, hash, places, chained_at)"
                        + " VALUES (:last, :events, :total, :hash, :places, CURRENT_TIMESTAMP)")
                .param("last", block.lastIndex())
                .param("events", block.events())
                .param("total", block.total())
                .param("hash", block.hash())
                .param("places", block.places())
                .update();
        for (var hole : holes)
            jdbc.sql("INSERT INTO audit_chain_hole (first_index, last_index) VALUES (:first, :last)"
                            + " ON CONFLICT DO NOTHING")
                    .param("first", hole.first())
                    .param("last", hole.last())
                    .update();
    }

    /** Events that stand where the chain has passed a hole; the newest so many holes are looked at. */
    List<Long> filledHoles(int holes) {
        return jdbc.sql("SELECT e.global_index FROM (SELECT first_index, last_index FROM audit_chain_hole"
                        + " ORDER BY first_index DESC FETCH FIRST " + holes + " ROWS ONLY) h JOIN domain_event e"
                        + " ON e.global_index BETWEEN h.first_index AND h.last_index ORDER BY e.global_index")
                .query(Long.class)
                .list();
    }

    private static ChainBlock read(ResultSet row, int number) throws SQLException {
        return new ChainBlock(row.getLong(1), row.getInt(2), row.getLong(3), row.getBytes(4), row.getBytes(5));
    }
}
