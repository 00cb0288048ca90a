package dev.annals.foundation.outbound;

import dev.annals.foundation.relay.Replay.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
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

    /** A message in the replays' stream; a bare one does not say who it is about. */
    record Told(long sequence, UUID about, long logIndex, boolean isBare) {}

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
    private volatile String made = "";

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

    /** Nothing of it is in the stream any more. */
    void again(UUID id, long position) {
        jdbc.sql("update replay set position = :position, sent = 0" + MINE)
                .param("position", position)
                .param("id", id)
                .param("self", self)
                .update();
    }

    void finish(UUID id, State state, String detail) {
        jdbc.sql("update replay set state = :state, detail = :detail, ended_at = current_timestamp" + MINE)
                .param("state", state.name())
                .param("detail", detail.substring(0, Math.min(500, detail.length())))
                .param("id", id)
                .param("self", self)
                .update();
    }

    /** The replays' stream is the one that was made then. What is noted of others has gone with them. */
    void standsIn(String instant, long firstSequence) {
        made = instant;
        jdbc.sql("delete from replayed where made <> :made or sequence < :first")
                .param("made", instant)
                .param("first", firstSequence)
                .update();
    }

    /** Before it is looked who is to be forgotten: about these something is on its way. */
    void intend(UUID operation, Collection<UUID> users) {
        insert(
                "replay_intended (operation_id, about)",
                users.stream().map(user -> List.<Object>of(operation, user)).toList());
    }

    /** What was on its way is noted. */
    void arrived(UUID operation) {
        jdbc.sql("delete from replay_intended where operation_id = :id")
                .param("id", operation)
                .update();
    }

    /** Those that ended while something was on its way. */
    List<UUID> unsettled() {
        return jdbc.sql("select distinct i.operation_id from replay_intended i join replay r"
                        + " on r.operation_id = i.operation_id where r.state not in ('REQUESTED', 'RUNNING')")
                .query(UUID.class)
                .list();
    }

    void told(UUID operation, List<Told> rows) {
        insert(
                "replayed (made, sequence, about, operation_id, log_index, is_bare)",
                rows.stream()
                        .map(row -> List.<Object>of(
                                made, row.sequence(), row.about(), operation, row.logIndex(), row.isBare()))
                        .toList());
    }

    /** All of them in one statement, or a replay would cost a commit for each message. */
    private void insert(String table, List<List<Object>> rows) {
        if (rows.isEmpty()) return;
        var row = "(" + String.join(", ", Collections.nCopies(rows.getFirst().size(), "?")) + ")";
        jdbc.sql("insert into " + table + " values " + String.join(", ", Collections.nCopies(rows.size(), row))
                        + " on conflict do nothing")
                .params(rows.stream().flatMap(List::stream).toList())
                .update();
    }

    OptionalLong lastTold(UUID operation) {
        var last = jdbc.sql("select coalesce(max(sequence), 0) from replayed where operation_id = :id and made = :made")
                .param("id", operation)
                .param("made", made)
                .query(Long.class)
                .single();
        return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** Messages that name those who are to be forgotten. */
    List<Long> toForget(int most) {
        return jdbc.sql("select r.sequence from replayed r join relay_forgotten f on f.about = r.about"
                        + " where r.made = :made and not r.is_bare limit :most")
                .param("made", made)
                .param("most", most)
                .query(Long.class)
                .list();
    }

    void gone(Collection<Long> sequences) {
        if (sequences.isEmpty()) return;
        jdbc.sql("delete from replayed where made = :made and sequence in (:sequences)")
                .param("made", made)
                .param("sequences", sequences)
                .update();
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
