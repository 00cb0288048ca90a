package dev.annals.audit.query;

import static dev.annals.audit.ReplayRefusal.REPLAY_NOT_FOUND;
import static dev.annals.audit.ReplayRefusal.STREAM_AWAY;
import static dev.annals.shared.Permission.RELAY_OPERATE;
import static dev.annals.shared.Permission.USERS_READ;

import dev.annals.foundation.query.Sight;
import dev.annals.foundation.relay.DeadLetter;
import dev.annals.foundation.relay.RelayOperations;
import dev.annals.foundation.relay.Replay;
import dev.annals.foundation.relay.StreamedMessages;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What single subscribers were told, what they gave up on, and what stands in the stream. */
@RestController
@RequestMapping("/api/v1/relay")
class RelayQueryController {

    private static final int MOST = 1_000;

    private final RelayOperations relay;
    private final StreamedMessages stream;
    private final Sight sight;

    RelayQueryController(RelayOperations relay, StreamedMessages stream, Sight sight) {
        this.relay = relay;
        this.stream = stream;
        this.sight = sight;
    }

    /** The last thousand, the last first. */
    @GetMapping("/operations")
    Page<Replay> operations(Caller caller) {
        sight.require(caller, RELAY_OPERATE);
        return new Page<>(relay.latest(MOST), null);
    }

    @GetMapping("/operations/{operation}")
    Replay relayOperation(@PathVariable UUID operation, Caller caller) {
        sight.require(caller, RELAY_OPERATE);
        return relay.find(operation).orElseThrow(() -> new CommandRefused(REPLAY_NOT_FOUND));
    }

    /** The last thousand, the last first. */
    @GetMapping("/dead-letters")
    Page<DeadLetter> deadLetters(Caller caller) {
        sight.require(caller, RELAY_OPERATE);
        return new Page<>(relay.deadLetters(MOST), null);
    }

    /** Whole messages, names and addresses in them, as subscribers get them; a negative sequence counts from the end. */
    @GetMapping("/messages")
    StreamedMessages.Some messages(
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "50") int limit, Caller caller) {
        sight.require(caller, RELAY_OPERATE);
        sight.require(caller, USERS_READ);
        try {
            return stream.after(after, Math.clamp(limit, 1, 200));
        } catch (StreamedMessages.Away away) {
            throw new CommandRefused(STREAM_AWAY);
        }
    }
}
