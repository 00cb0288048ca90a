package dev.annals.campaign;

import java.time.Instant;

/** Whether somebody meets a campaign's condition. A stale read can only say «not yet». */
public sealed interface Qualification {

    /** How far he is, part by part. */
    Progress progress();

    /** The days and events that counted so far. */
    Evidence evidence();

    /** @param at when he met it */
    record Met(Progress progress, Evidence evidence, Instant at) implements Qualification {}

    record NotYet(Progress progress, Evidence evidence) implements Qualification {}

    /** What this progress amounts to. */
    static Qualification of(Progress progress) {
        var at = progress.metAt();
        return at == null ? new NotYet(progress, progress.counted()) : new Met(progress, progress.counted(), at);
    }
}
