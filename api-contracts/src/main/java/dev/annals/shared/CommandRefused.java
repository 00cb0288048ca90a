package dev.annals.shared;

import org.axonframework.commandhandling.CommandExecutionException;

/**
 * Thrown where a command is refused without a trace: whatever the handler applied before is rolled back. A refusal that
 * must leave a trace is a returned outcome instead.
 */
public final class CommandRefused extends CommandExecutionException {

    private static final long serialVersionUID = 1;

    /** Refuses with the refusal's own sentence. */
    public CommandRefused(Refusal refusal) {
        this(refusal, refusal.sentence());
    }

    /** Refuses with a sentence that fits the case better than the general one. */
    public CommandRefused(Refusal refusal, String sentence) {
        super(sentence, null, refusal);
    }

    /** The reason. */
    public Refusal refusal() {
        return this.<Refusal>getDetails().orElseThrow();
    }

    /** Goes on when allowed, refuses otherwise. */
    public static void refuseUnless(boolean allowed, Refusal refusal) {
        if (!allowed) throw new CommandRefused(refusal);
    }
}
