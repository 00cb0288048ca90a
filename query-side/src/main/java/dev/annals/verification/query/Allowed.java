package dev.annals.verification.query;

import org.jspecify.annotations.Nullable;

/** What a column may hold where the log does not say it exactly. */
@FunctionalInterface
interface Allowed {

    /** Whatever it is. */
    Allowed ANYTHING = actual -> true;

    boolean allows(@Nullable Object actual);

    /** A number from one to another, both included. */
    static Allowed between(long lowest, long highest) {
        return new Allowed() {
            @Override
            public boolean allows(@Nullable Object actual) {
                return actual instanceof Long number && number >= lowest && number <= highest;
            }

            @Override
            public String toString() {
                return lowest + " to " + (highest == Long.MAX_VALUE ? "any" : highest);
            }
        };
    }
}
