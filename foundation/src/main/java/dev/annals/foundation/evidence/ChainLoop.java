package dev.annals.foundation.evidence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Chains every second, seals every minute, and looks whether what was chained is still there. */
final class ChainLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChainLoop.class);
    private static final int HOLES = 10_000;

    private final Chainer chainer;
    private final ChainTable chain;
    private final SealTable seals;
    private final EvidenceSettings settings;
    private final boolean runHere;
    private final Rounds rounds;
    private long seen;
    private int failures;

    ChainLoop(Chainer chainer, ChainTable chain, SealTable seals, EvidenceSettings settings, boolean runHere) {
        this.chainer = chainer;
        this.chain = chain;
        this.seals = seals;
        this.settings = settings;
        this.runHere = runHere;
        this.rounds = new Rounds("audit-chain", settings.chainInterval(), this::round);
    }

    @Override
    public void start() {
        if (runHere) rounds.start();
    }

    private void round() {
        try {
            while (chainer.chainSome() == Chainer.BLOCK_EVENTS && rounds.areRunning()) Thread.onSpinWait();
            lookBack();
            chainer.seal(settings.sealInterval()).ifPresent(seal -> {
                LOG.info("Audit {}", seal);
                lookIntoHoles();
            });
            failures = 0;
        } catch (RuntimeException failure) {
            // Others may have been faster, or the database is away for a moment.
            if (rounds.areRunning() && ++failures == 3)
                LOG.warn("The log is not chained right now: {}", failure.toString());
        }
    }

    private void lookBack() {
        var head = chain.last().map(ChainBlock::lastIndex).orElse(0L);
        if (head < seen && seals.alarm(Alarm.CHAIN_CUT, head))
            LOG.error("AUDIT ALARM: the chain ends at {} and has been seen at {}", head, seen);
        seen = head;
    }

    private void lookIntoHoles() {
        for (var index : chain.filledHoles(HOLES))
            if (seals.alarm(Alarm.FILLED_HOLE, index))
                LOG.error("AUDIT ALARM: an event has appeared at {}, where the chain had passed a hole", index);
    }

    @Override
    public void stop() {
        if (!rounds.stop()) return;
        try {
            chainer.leave();
        } catch (RuntimeException failure) {
            LOG.debug("Another process chains when the lease is over", failure);
        }
    }

    @Override
    public boolean isRunning() {
        return rounds.areRunning();
    }
}
