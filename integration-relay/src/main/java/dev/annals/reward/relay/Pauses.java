package dev.annals.reward.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long is waited between two tries for one claim. */
final class Pauses {

    private static final int MOST_DOUBLINGS = 30;

    private final Duration longest;
    private final RandomGenerator random;

    Pauses(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    /**
     * A second, doubled with each failure up to the longest, and up to half of it less, so that those who failed together do
     * not come back together. Not less than what the other side asked for.
     *
     * @param failures before this one
     */
    Duration after(int failures, Duration wish) {
        var doubled = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
        var full = doubled.compareTo(longest) < 0 ? doubled : longest;
        var pause = Duration.ofMillis(full.toMillis() - random.nextLong(full.toMillis() / 2 + 1));
        return pause.compareTo(wish) < 0 ? wish : pause;
    }
}
