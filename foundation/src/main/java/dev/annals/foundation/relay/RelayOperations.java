package dev.annals.foundation.relay;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators wish of the relay. A wish is a row; the process that relays picks it up. */
public interface RelayOperations {

    /** From that database. */
    static RelayOperations stored(JdbcClient jdbc) {
        return new StoredRelayOperations(jdbc);
    }

    /** Writes a wish down in the current transaction. */
    void wish(Replay replay);

    /** Has one end after what is in flight; one that has ended stays as it is. */
    void cancel(UUID operationId);

    /** What became of a wish. */
    Optional<Replay> find(UUID operationId);

    /** The last ones first. */
    List<Replay> latest(int limit);

    /** Whether that subscriber is being told something already. */
    boolean isUnderWay(String durable);

    /** What was given up on, the last first. */
    List<DeadLetter> deadLetters(int limit);

    /** One of them. */
    Optional<DeadLetter> deadLetter(UUID id);
}
