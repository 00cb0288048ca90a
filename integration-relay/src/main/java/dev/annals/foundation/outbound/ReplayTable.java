package dev.annals.foundation.outbound;

import dev.annals.foundation.relay.Replay.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the process that carries a replay out writes down. Times are the database's. */
final class ReplayTable {

    /** A message in the replays' stream. */
    record Told(long sequence, UUID about, long logIndex) {}

    /** How far the log had left when a replay began. */
    record Extent(long head, Set<Long> notLeft) {
        boolean has(long position) {
            return position <= head && !notLeft.contains(position);
        }
    }

    private static final String MINE = " where operation_id = :id and owner = :self and state = 'RUNNING'";

    private final JdbcClient jdbc;
    private final String self;
    private final Duration lease;

    ReplayTable(JdbcClient jdbc, String self, Duration lease) {
        this.jdbc = jdbc;
        this.self = self;
        this.lease = lease;
    }

    /** Wishes that nobody works on, the oldest first; of one subscriber only the first. */
    List<UUID> open() {
        return jdbc.sql("select operation_id from replay r where (state = 'REQUESTED' or state = 'RUNNING' and"
                        + " (lease_until < current_timestamp or owner = :self)) and not exists (select 1 from replay o where"
                        + " o.durable = r.durable and o.state = 'RUNNING' and o.operation_id <> r.operation_id)"
                        + " order by requested_at limit 10")
                .param("self", self)
                .query(UUID.class)
                .list();
    }

    boolean claim(UUID id) {
        return jdbc.sql("update replay set state = 'RUNNING', owner = :self, lease_until = " + leaseEnd()
                                + " where operation_id = :id and (state = 'REQUESTED' or state = 'RUNNING' and"
                                + " (lease_until < current_timestamp or owner = :self))")
                        .param("self", self)
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean renew(UUID id) {
        return jdbc.sql("update replay set lease_until = " + leaseEnd() + MINE)
                        .param("id", id)
                        .param("self", self)
                        .update()
                == 1;
    }

    boolean isCancelled(UUID id) {
        return jdbc.sql("select cancelled from replay where operation_id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void extent(UUID id, long head, LongStream gaps) {
        jdbc.sql("update replay set head = :head, not_left = :gaps" + MINE)
                .param("head", head)
                .param("gaps", gaps.mapToObj(Long::toString).collect(Collectors.joining(" ")))
                .param("id", id)
                .param("self", self)
                .update();
    }

    Optional<Extent> extent(UUID id) {
        return jdbc.sql("select head, not_left from replay where operation_id = :id and head is not null")
                .param("id", id)
                .query((row, number) -> new Extent(
                        row.getLong(1),
                        Arrays.stream(row.getString(2).split(" "))
                                .filter(gap -> !gap.isEmpty())
                                .map(Long::valueOf)
                                .collect(Collectors.toSet())))
                .optional();
    }

    /** False where another process has taken it over. */
    boolean progress(UUID id, long position, int sent) {
        return jdbc.sql("update replay set position = :position, sent = sent + :sent, lease_until = " + leaseEnd()
                                + MINE)
                        .param("position", position)
                        .param("sent", sent)
                        .param("id", id)
                        .param("self", self)
                        .update()
                == 1;
    }

    void finish(UUID id, State state, String detail) {
        jdbc.sql("update replay set state = :state, detail = :detail, ended_at = current_timestamp" + MINE)
                .param("state", state.name())
                .param("detail", detail.substring(0, Math.min(500, detail.length())))
                .param("id", id)
                .param("self", self)
                .update();
    }

    void told(UUID operation, List<Told> rows) {
        for (var row : rows) {
            jdbc.sql("insert into replayed (sequence, about, operation_id, log_index) values (:sequence, :about, :id,"
                            + " :position) on conflict do nothing")
                    .param("sequence", row.sequence())
                    .param("about", row.about())
                    .param("id", operation)
                    .param("position", row.logIndex())
                    .update();
        }
    }

    OptionalLong lastTold(UUID operation) {
        var last = jdbc.sql("select coalesce(max(sequence), 0) from replayed where operation_id = :id")
                .param("id", operation)
                .query(Long.class)
                .single();
        return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** Messages to those who are to be forgotten. */
    List<Long> toForget(int most) {
        return jdbc.sql("select r.sequence from replayed r join relay_forgotten f on f.about = r.about limit :most")
                .param("most", most)
                .query(Long.class)
                .list();
    }

    void gone(Collection<Long> sequences) {
        if (sequences.isEmpty()) return;
        jdbc.sql("delete from replayed where sequence in (:sequences)")
                .param("sequences", sequences)
                .update();
    }

    void goneBefore(long first) {
        jdbc.sql("delete from replayed where sequence < :first")
                .param("first", first)
                .update();
    }

    Optional<Told> told(long sequence) {
        return jdbc.sql("select sequence, about, log_index from replayed where sequence = :sequence")
                .param("sequence", sequence)
                .query((row, number) -> new Told(row.getLong(1), row.getObject(2, UUID.class), row.getLong(3)))
                .optional();
    }

    /** The last position up to the head at which something is told of each. */
    Map<UUID, Long> lastOf(Collection<UUID> users, Collection<String> types, Extent extent) {
        if (users.isEmpty()) return Map.of();
        var last = new HashMap<UUID, Long>();
        jdbc.sql("select aggregate_id, global_index from domain_event where aggregate_id in (:users)"
                        + " and payload_type in (:types) and global_index <= :head")
                .param("users", users.stream().map(UUID::toString).toList())
                .param("types", types)
                .param("head", extent.head())
                .query((row, number) -> Map.entry(UUID.fromString(row.getString(1)), row.getLong(2)))
                .list()
                .forEach(entry -> {
                    if (extent.has(entry.getValue())) last.merge(entry.getKey(), entry.getValue(), Math::max);
                });
        return last;
    }

    private String leaseEnd() {
        return "current_timestamp + " + lease.toMillis() + " * interval '0.001' second";
    }
}
