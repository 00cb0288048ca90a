package dev.annals.foundation.watch;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** The health of a house that somebody outside does not answer: it is as ready as ever, and whoever watches should know. */
public final class Degraded {

    /** As it is told. */
    public static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}

    /** Begins what there is to be told. */
    public static Health.Builder health() {
        return Health.status(STATUS);
    }
}
