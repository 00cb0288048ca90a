package dev.annals.foundation.projection;

import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Which generation of its table a processor fills; it stands in the unit of work of every batch. */
final class Generation {

    private static final String KEY = "annals.generation";

    private Generation() {}

    static void fill(UnitOfWork<?> batch, int generation) {
        batch.root().resources().put(KEY, generation);
    }

    static int of(UnitOfWork<?> batch) {
        Integer generation = batch.root().getResource(KEY);
        if (generation == null) throw new IllegalStateException("Read rows are written by projection processors only");
        return generation;
    }
}
