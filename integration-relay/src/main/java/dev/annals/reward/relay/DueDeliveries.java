package dev.annals.reward.relay;

import dev.annals.foundation.outbound.DueWorker;
import dev.annals.foundation.web.RequestContext;
import java.util.List;

/** The claims that are to be told. */
final class DueDeliveries implements DueWorker.Due<String> {

    private final DeliveryWork work;
    private final Deliverer deliverer;

    DueDeliveries(DeliveryWork work, Deliverer deliverer) {
        this.work = work;
        this.deliverer = deliverer;
    }

    @Override
    public void releaseAll() {
        work.releaseAll();
    }

    @Override
    public List<String> due(int most) {
        return work.due(most);
    }

    @Override
    public void attend(String claimId) {
        RequestContext.system("reward").during(() -> {
            try {
                deliverer.deliver(claimId);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
    }
}
