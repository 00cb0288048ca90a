package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.AWAY;
import static dev.annals.game.relay.NakamaFailure.Kind.OURS;

import dev.annals.foundation.outbound.DueWorker;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.UserId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users about whom something is to be done at the game server, while it answers. */
final class DueAccounts implements DueWorker.Due<UserId> {

    private static final Logger LOG = LoggerFactory.getLogger(DueAccounts.class);

    private final GameWork work;
    private final Alignment alignment;
    private final NakamaGate gate;
    private final GameSettings settings;
    private final NakamaMeters meters;

    DueAccounts(GameWork work, Alignment alignment, NakamaGate gate, GameSettings settings, NakamaMeters meters) {
        this.work = work;
        this.alignment = alignment;
        this.gate = gate;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public boolean canBeDone() {
        return gate.isOpen();
    }

    @Override
    public void releaseAll() {
        work.releaseAll();
    }

    @Override
    public List<UserId> due(int most) {
        return work.due(most);
    }

    @Override
    public void attend(UserId userId) {
        var wanted = work.claim(userId);
        if (wanted.isEmpty()) return;
        try {
            RequestContext.system("game").during(() -> {
                align(wanted.get());
                return true;
            });
        } catch (RuntimeException ours) {
            LOG.warn(
                    "The game account of {} is tried again later: {}",
                    userId,
                    ours.getClass().getSimpleName());
            meters.failed("relay", OURS);
            work.failed(userId, OURS, settings.longestPause());
        }
    }

    private void align(GameWork.Wanted wanted) {
        try {
            alignment.align(wanted);
            work.done(wanted);
        } catch (NakamaFailure failure) {
            if (failure.kind() == AWAY) work.release(wanted.userId());
            else work.failed(wanted.userId(), failure.kind(), settings.longestPause());
        }
    }
}
