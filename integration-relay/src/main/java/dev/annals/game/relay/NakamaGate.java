package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.AWAY;
import static dev.annals.game.relay.NakamaFailure.Kind.KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.NOT_FOUND;
import static dev.annals.game.relay.NakamaFailure.Kind.TOO_MANY;

import dev.annals.game.relay.NakamaFailure.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calls through while the game server answers. Once it does not, nobody waits for it any more: whether it is back is
 * found out by a probe in the background, never by somebody's sign-in. A refused key closes it at once, is said once, and
 * is tried again seldom.
 */
final class NakamaGate implements AutoCloseable {

    /** Something that is asked of the game server. */
    @FunctionalInterface
    interface Call<T> {
        T make(Deadline deadline) throws NakamaFailure;
    }

    /** Nobody's id: an account of that name is looked for, and being told that there is none proves everything. */
    static final String PROBE = "annals-probe";

    private static final Logger LOG = LoggerFactory.getLogger(NakamaGate.class);

    private final String name;
    private final Nakama nakama;
    private final Duration callTimeout;
    private final GameSettings settings;
    private final NakamaMeters meters;
    private final CircuitBreaker breaker;
    private final ScheduledExecutorService prober;
    private volatile @Nullable Kind trouble;
    private volatile long nextProbe = System.nanoTime();
    private boolean wasProbed;

    /**
     * @param name for whom it is
     * @param callTimeout how long each of its calls, and its probe, may take
     */
    NakamaGate(String name, Nakama nakama, Duration callTimeout, GameSettings settings, NakamaMeters meters) {
        this.name = name;
        this.nakama = nakama;
        this.callTimeout = callTimeout;
        this.settings = settings;
        this.meters = meters;
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(3)
                        .failureRateThreshold(50)
                        .build());
        prober = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("nakama-probe-" + name).factory());
        var millis = settings.probe().toMillis();
        var unused = prober.scheduleWithFixedDelay(this::probe, 0, millis, TimeUnit.MILLISECONDS);
    }

    String name() {
        return name;
    }

    boolean isOpen() {
        return trouble == null;
    }

    /** Why nobody is let through; absent while somebody is. */
    @Nullable
    Kind trouble() {
        return trouble;
    }

    /** Makes the call, or says at once that there is no use. */
    <T> T pass(Call<T> call) throws NakamaFailure {
        if (!isOpen()) throw new NakamaFailure(AWAY);
        var started = System.nanoTime();
        try {
            var answer = call.make(Deadline.in(callTimeout));
            breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            return answer;
        } catch (NakamaFailure failure) {
            meters.failed(name, failure.kind());
            var took = System.nanoTime() - started;
            if (failure.kind().isTrouble()) breaker.onError(took, TimeUnit.NANOSECONDS, failure);
            else breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            var isSaid = failure.kind() == KEY_REFUSED || failure.kind() == TOO_MANY;
            if (isSaid || (failure.kind().isTrouble() && breaker.getState() != State.CLOSED)) shut(failure);
            throw failure;
        }
    }

    private synchronized void shut(NakamaFailure failure) {
        var before = trouble;
        var kind = failure.kind();
        if (kind == AWAY) return;
        trouble = kind;
        nextProbe = System.nanoTime() + pauseAfter(failure).toNanos();
        if (before == kind) return;
        if (kind == KEY_REFUSED) {
            LOG.error(
                    "The game server refuses our key ({}): check NAKAMA_SERVER_KEY and NAKAMA_JWT_SECRET. Nobody gets"
                            + " a game session until it takes it; asked again every {}",
                    name,
                    settings.probeRefused());
        } else if (before == null) LOG.warn("The game server is away ({}, {}); people sign in without it", name, kind);
    }

    /** A refused key is not taken soon, and who asks us to stay away for a while is listened to, for a minute at most. */
    private Duration pauseAfter(NakamaFailure failure) {
        if (failure.kind() == KEY_REFUSED) return settings.probeRefused();
        return failure.pause().compareTo(settings.probeRefused()) < 0 ? failure.pause() : settings.probeRefused();
    }

    private synchronized void open() {
        if (trouble != null) LOG.info("The game server is back ({})", name);
        breaker.reset();
        trouble = null;
    }

    /** The first one is made at the start, so that nobody has to find out. */
    private void probe() {
        if (isOpen() && wasProbed) return;
        if (System.nanoTime() - nextProbe < 0) return;
        wasProbed = true;
        try {
            nakama.authenticate(PROBE, null, Deadline.in(callTimeout));
            open();
        } catch (NakamaFailure failure) {
            if (failure.kind() == NOT_FOUND) open();
            else {
                meters.failed("probe", failure.kind());
                shut(failure);
            }
        } catch (RuntimeException unexpected) {
            LOG.warn(
                    "The game server cannot be asked: {}", unexpected.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
