package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.user.UserRefusal.ERASURE_WAITS;

import dev.annals.foundation.personal.DataKeys;
import dev.annals.shared.UserId;
import dev.annals.user.ErasureReceiver;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each erasure is, in the transaction of its events, and what is taken away at its end. */
@Component
class Erasures {

    private final JdbcClient jdbc;
    private final DataKeys keys;
    private final Credentials credentials;
    private final ObjectProvider<ErasureReceiver> receivers;
    private final ErasureSettings settings;
    private final Clock clock;

    Erasures(
            JdbcClient jdbc,
            DataKeys keys,
            Credentials credentials,
            ObjectProvider<ErasureReceiver> receivers,
            ErasureSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.credentials = credentials;
        this.receivers = receivers;
        this.settings = settings;
        this.clock = clock;
    }

    /** From here on somebody sees to it that it comes to its end. */
    void open(UserId userId) {
        jdbc.sql("insert into erasure (user_id, requested_at) values (?, ?) on conflict do nothing")
                .params(userId.value(), now())
                .update();
    }

    /** Destroys the key, and with it all that is sealed, and takes the password away. Nothing may refuse after it. */
    void close(UserId userId) {
        credentials.forget(userId);
        jdbc.sql("update erasure set erased_at = ? where user_id = ?")
                .params(now(), userId.value())
                .update();
        keys.destroy(userId.value());
    }

    /** Nothing to do: then no append tells a cached user that another process was faster, so the table is asked. */
    void requireNoneOpen(UserId userId) {
        var open = jdbc.sql("select count(*) from erasure where user_id = ? and erased_at is null")
                .param(userId.value())
                .query(Long.class)
                .single();
        if (open > 0) throw new ConcurrencyException("The erasure has just been asked for elsewhere");
    }

    /** Names of the receivers that do not know yet. */
    List<String> untold(UserId userId) {
        var all = receivers.stream().toList();
        if (all.isEmpty()) return List.of();
        var last = jdbc.sql("select max(global_index) from domain_event where aggregate_id = ?")
                .param(userId.toString())
                .query(Long.class)
                .single();
        return all.stream()
                .filter(receiver -> !receiver.isTold(userId, last))
                .map(ErasureReceiver::name)
                .sorted()
                .toList();
    }

    /** Refuses while the receivers still have time. */
    void requireOverdue(UserId userId) {
        refuseUnless(isOverdue(userId), ERASURE_WAITS);
    }

    boolean isOverdue(UserId userId) {
        return jdbc.sql("select requested_at from erasure where user_id = ?")
                .param(userId.value())
                .query(OffsetDateTime.class)
                .optional()
                .filter(requested -> !requested.plus(settings.longestWait()).isAfter(now()))
                .isPresent();
    }

    List<UserId> pending() {
        return jdbc
                .sql("select user_id from erasure where erased_at is null order by requested_at limit 1000")
                .query(UUID.class)
                .list()
                .stream()
                .map(UserId::new)
                .toList();
    }

    Set<UserId> closed() {
        return jdbc.sql("select user_id from erasure where erased_at is not null").query(UUID.class).list().stream()
                .map(UserId::new)
                .collect(Collectors.toSet());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
