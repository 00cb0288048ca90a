package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.AWAY;
import static dev.annals.game.relay.NakamaFailure.Kind.KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.NOT_FOUND;

import dev.annals.game.relay.NakamaFailure.Kind;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calls through while the game server answers. The first call that fails shuts it, and whether that was the game
 * server's doing or bad luck is found out by a probe in the background at once: nobody's sign-in is the probe. It also looks
 * while nobody asks, so that whoever comes next need not find out. A refused key is said once, and is tried again seldom.
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
    private final ScheduledExecutorService prober;
    private volatile @Nullable Kind trouble;
    private volatile long nextProbe = System.nanoTime();
    private volatile long lastAnswer;
    private volatile long openedAt = System.nanoTime();
    /** How often calls have failed although the probe was answered before, without one that was answered in between. */
    private volatile int relapses;

    private boolean isAwaySaid;

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
        // Never yet: the first probe is made at the start, so that nobody has to find out.
        lastAnswer = System.nanoTime() - settings.probe().toNanos();
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
            answered();
            return answer;
        } catch (NakamaFailure failure) {
            meters.failed(name, failure.kind());
            if (failure.kind().isTrouble()) doubt(failure, started);
            else answered();
            throw failure;
        }
    }

    private void answered() {
        lastAnswer = System.nanoTime();
        relapses = 0;
    }

    /** Whoever began before it was opened, or fails after it was shut, says nothing new. */
    private synchronized void doubt(NakamaFailure failure, long started) {
        if (!isOpen() || started - openedAt < 0 || failure.kind() == AWAY) return;
        var pause = pauseAfter(failure);
        // Where calls fail again and again although probes do not, people's waiting would be in vain each time.
        if (relapses > 0) pause = longer(pause, settings.probe().multipliedBy(1L << Math.min(relapses - 1, 10)));
        relapses++;
        shut(failure, pause);
        if (!pause.isPositive()) prober.execute(this::probe);
    }

    private synchronized void shut(NakamaFailure failure, Duration pause) {
        var before = trouble;
        var kind = failure.kind();
        trouble = kind;
        nextProbe = System.nanoTime() + shorter(pause, settings.probeRefused()).toNanos();
        if (kind == KEY_REFUSED && before != kind) {
            LOG.error(
                    "The game server refuses our key ({}): check NAKAMA_SERVER_KEY and NAKAMA_JWT_SECRET. Nobody gets"
                            + " a game session until it takes it; asked again every {}",
                    name,
                    settings.probeRefused());
            isAwaySaid = true;
        }
    }

    /** A refused key is not taken soon, and who asks us to stay away for a while is listened to, for a minute at most. */
    private Duration pauseAfter(NakamaFailure failure) {
        return failure.kind() == KEY_REFUSED ? settings.probeRefused() : failure.pause();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private synchronized void open() {
        lastAnswer = System.nanoTime();
        if (isOpen()) return;
        if (isAwaySaid) LOG.info("The game server is back ({})", name);
        isAwaySaid = false;
        openedAt = lastAnswer;
        trouble = null;
    }

    private void probe() {
        var now = System.nanoTime();
        if (isOpen() ? now - lastAnswer < settings.probe().toNanos() : now - nextProbe < 0) return;
        try {
            nakama.authenticate(PROBE, null, Deadline.in(callTimeout));
            open();
        } catch (NakamaFailure failure) {
            if (failure.kind() == NOT_FOUND) open();
            else confirm(failure);
        } catch (RuntimeException unexpected) {
            LOG.warn(
                    "The game server cannot be asked: {}", unexpected.getClass().getSimpleName());
        }
    }

    private synchronized void confirm(NakamaFailure failure) {
        meters.failed("probe", failure.kind());
        shut(failure, pauseAfter(failure));
        if (!isAwaySaid) LOG.warn("The game server is away ({}, {}); people sign in without it", name, failure.kind());
        isAwaySaid = true;
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
