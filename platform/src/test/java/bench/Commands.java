package bench;

import bench.Callers.Work;
import bench.Tally.Count;
import bench.Tally.Open;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserCommand.RegisterUser;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;

/** Commands as a controller sends them: with a request, an actor and his address. */
final class Commands {

    /** As long as a real one; nobody will sign in with it. */
    static final String HASH = "{argon2}$argon2id$v=19$m=19456,t=2,p=1$" + "c2FsdHNhbHRzYWx0c2FsdA$" + "h".repeat(43);

    private static final String LONG = "o".repeat(150);
    private static final String SHORT = "c".repeat(40);
    /** Changed again and again, so that they stay in memory. */
    private static final int HOT = 640;
    /** Callers at most. */
    private static final int MOST = 64;

    private static final Map<Integer, Integer> STREAMS = Map.of(10, 20_000, 50, 5_000);

    private final CommandGateway gateway;
    private final Cache cache;
    private final PersonalData personal;
    private final DurablePostgres database;
    private final List<Account> users = new ArrayList<>();

    Commands(InProcess platform, DurablePostgres database) {
        gateway = platform.part(CommandGateway.class);
        cache = platform.part(Cache.class);
        personal = platform.part(PersonalData.class);
        this.database = database;
    }

    /** Users, and streams of 10 and 50 events that nobody has read yet. */
    void prepare() throws SQLException {
        for (var number = 0; number < HOT; number++) users.add(register(998, number));
        for (var number = 0; number < HOT; number++) changeProfile(0, number);
        open(0, 0);
        send(new Open("sample", LONG), users.getFirst().userId());
        send(new Count("sample", SHORT), users.getFirst().userId());
        for (var streams : STREAMS.entrySet()) fill(streams.getKey(), streams.getValue());
        database.tell("analyze domain_event");
    }

    private void fill(int events, int streams) throws SQLException {
        database.tell("""
                insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload,
                    metadata, recorded_at)
                select gen_random_uuid()::text, 'tally', id, number,
                    case number when 0 then 'bench.Tally$Opened' else 'bench.Tally$Counted' end,
                    convert_to(case number when 0 then format('{"id":"%%s","text":"%s"}', id)
                        else format('{"id":"%%s","count":%%s,"text":"%s"}', id, number) end, 'UTF8'),
                    sample.metadata, clock_timestamp()
                from generate_series(0, %d) number, generate_series(0, %d) stream,
                    lateral (select 'tally-%d-' || stream as id) as named,
                    (select metadata from domain_event where payload_type = 'bench.Tally$Counted' limit 1) sample
                """.formatted(LONG, SHORT, events - 1, streams - 1, events));
    }

    void open(int caller, long number) {
        send(new Open(UUID.randomUUID().toString(), LONG), users.getFirst().userId());
    }

    /** @param read whether the aggregate is read from the log each time, as after a restart */
    Work count(int events, boolean read) {
        int streams = Objects.requireNonNull(STREAMS.get(events));
        var actor = users.getFirst().userId();
        return (caller, number) -> {
            // No two callers meet on one stream.
            var turn = read ? HOT / MOST + number % ((streams - HOT) / MOST) : number % (HOT / MOST);
            var id = "tally-" + events + "-" + (turn * MOST + caller);
            if (read) cache.remove(id);
            send(new Count(id, SHORT), actor);
        };
    }

    Account register(int caller, long number) {
        var id = new UserId(UUID.randomUUID());
        return send(
                new RegisterUser(id, "bench-" + caller + "-" + number + suffix(id), null, HASH, Map.of(), false), id);
    }

    Account changeProfile(int caller, long number) {
        var user = users.get((int) ((number * MOST + caller) % HOT)).userId();
        return send(new ChangeProfile(user, Map.of(ProfileField.DISPLAY_NAME, "Name " + number)), user);
    }

    /** A display name as it is stored. */
    RawConnections.Opened profile() {
        var account = changeProfile(0, 1);
        return new RawConnections.Opened(
                personal, Objects.requireNonNull(account.profile().displayName()));
    }

    private <T> T send(Object command, UserId actor) {
        return new RequestContext(UUID.randomUUID().toString(), new Actor.User(actor), null, "192.0.2.7")
                .during(() -> gateway.sendAndWait(command));
    }

    private static String suffix(UserId id) {
        return "-" + id.toString().substring(0, 8);
    }
}
