package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.HTTP_KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.MODULE_MISSING;

import dev.annals.game.relay.NakamaFailure.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the runtime module can be called at all. Where its key is refused or it is not installed that is said once, and
 * tried again seldom; signing in is not touched by it.
 */
final class ModuleTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleTrouble.class);

    private final Duration pause;
    private @Nullable Kind trouble;
    private long until;

    ModuleTrouble(Duration pause) {
        this.pause = pause;
    }

    synchronized @Nullable Kind kind() {
        return trouble;
    }

    synchronized void requireWorthTrying() throws NakamaFailure {
        if (trouble != null && System.nanoTime() - until < 0) throw new NakamaFailure(trouble);
    }

    synchronized void none() {
        if (trouble != null) LOG.info("The runtime module of the game server answers");
        trouble = null;
    }

    synchronized void saw(Kind kind) {
        if (kind != HTTP_KEY_REFUSED && kind != MODULE_MISSING) return;
        if (trouble != kind)
            LOG.error(
                    "Nobody can be renamed, banned or deleted at the game server ({}): install deploy/nakama and set"
                            + " NAKAMA_HTTP_KEY to its runtime.http_key. Tried again every {}",
                    kind,
                    pause);
        trouble = kind;
        until = System.nanoTime() + pause.toNanos();
    }
}
