package dev.annals.user.relay;

import dev.annals.foundation.outbound.Left;
import dev.annals.shared.UserId;
import dev.annals.user.ErasureReceiver;
import org.springframework.stereotype.Component;

/** Subscribers have heard of the deletion when it was acknowledged and the stream holds nothing else of him. */
@Component
class SubscribersForget implements ErasureReceiver {

    private final Left left;

    SubscribersForget(Left left) {
        this.left = left;
    }

    @Override
    public String name() {
        return "subscribers";
    }

    @Override
    public boolean isTold(UserId userId, long logIndex) {
        return left.isForgotten(userId.value(), logIndex);
    }
}
