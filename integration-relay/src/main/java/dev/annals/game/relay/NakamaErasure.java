package dev.annals.game.relay;

import dev.annals.shared.UserId;
import dev.annals.user.ErasureReceiver;

/** The game server has heard of a deletion once the account over there is deleted. */
final class NakamaErasure implements ErasureReceiver {

    private final GameWork work;

    NakamaErasure(GameWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "nakama";
    }

    @Override
    public boolean isTold(UserId userId, long logIndex) {
        return work.isGone(userId);
    }
}
