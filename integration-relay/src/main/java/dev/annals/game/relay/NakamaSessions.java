package dev.annals.game.relay;

import static dev.annals.game.GameRefusal.GAME_USER_GONE;

import dev.annals.game.GameAccountCommand.LinkGameAccount;
import dev.annals.game.GameSessions;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions of Nakama. Whatever goes wrong costs a sign-in its session over there, and nothing else. */
final class NakamaSessions implements GameSessions {

    private static final Logger LOG = LoggerFactory.getLogger(NakamaSessions.class);

    private final NakamaGate gate;
    private final SigningIn signingIn;
    private final GameAccounts accounts;
    private final GameWork work;
    private final NakamaMeters meters;
    private final Semaphore places;

    NakamaSessions(
            NakamaGate gate,
            SigningIn signingIn,
            GameAccounts accounts,
            GameWork work,
            NakamaMeters meters,
            int mostSignIns) {
        this.gate = gate;
        this.signingIn = signingIn;
        this.accounts = accounts;
        this.work = work;
        this.meters = meters;
        places = new Semaphore(mostSignIns);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public Optional<GameSession> open(UserId userId, Personal username) {
        if (!gate.isOpen()) return Optional.empty();
        // Whoever comes when so many wait already would wait in vain.
        if (!places.tryAcquire()) return Optional.empty();
        var started = System.nanoTime();
        var session = Optional.<GameSession>empty();
        try {
            session = session(userId, username);
        } catch (NakamaFailure withoutIt) {
            // Counted and told of by the gate.
        } catch (RuntimeException ours) {
            LOG.warn("No game session for {}: {}", userId, ours.getClass().getSimpleName());
        } finally {
            places.release();
            meters.waited(Duration.ofNanos(System.nanoTime() - started), session.isPresent());
        }
        return session;
    }

    private Optional<GameSession> session(UserId userId, Personal username) throws NakamaFailure {
        var name = accounts.open(username);
        if (name.isEmpty()) return Optional.empty();
        var session = gate.pass(deadline -> signingIn.signIn(userId, name, deadline));
        if (!isLinked(userId, session)) return Optional.empty();
        return Optional.of(new GameSession(session.gameUserId(), session.token()));
    }

    /** False where the user has gone meanwhile: the account that was perhaps made is then deleted by the relay. */
    private boolean isLinked(UserId userId, Nakama.Session session) {
        try {
            var known = accounts.of(userId);
            if (known.isEmpty() || !known.get().gameUserId().equals(session.gameUserId()))
                accounts.record(new LinkGameAccount(userId, session.gameUserId(), session.username()));
            return true;
        } catch (CommandRefused refused) {
            if (refused.refusal() == GAME_USER_GONE) work.again(userId);
            else
                LOG.warn(
                        "The game account of {} is not linked: {}",
                        userId,
                        refused.refusal().name());
            return false;
        }
    }
}
