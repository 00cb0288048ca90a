package dev.annals.user.command;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Usernames for people who registered with an e-mail address only. */
final class DerivedUsernames {

    private static final int LONGEST_BASE = 40;
    private static final int TRIES = 8;
    private static final Pattern FOREIGN = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}._-]");
    private static final SecureRandom RANDOM = new SecureRandom();

    private DerivedUsernames() {}

    /** A few wishes in order: the local part of the address, then the same with a number that grows longer. */
    static Stream<Username> of(EmailAddress email) {
        var base = base(email.local());
        var numbered = Stream.iterate(100, bound -> bound < Integer.MAX_VALUE / 10, bound -> bound * 10)
                .map(bound -> base + "-" + RANDOM.nextInt(bound / 10, bound));
        return Stream.concat(Stream.of(base), numbered)
                .limit(TRIES)
                .filter(DerivedUsernames::isFree)
                .map(Username::of);
    }

    private static String base(String local) {
        var plus = local.indexOf('+');
        var cleaned =
                FOREIGN.matcher(plus > 0 ? local.substring(0, plus) : local).replaceAll("");
        var end = cleaned.offsetByCodePoints(0, Math.min(LONGEST_BASE, Text.length(cleaned)));
        var base = cleaned.substring(0, end);
        if (Username.isAcceptable(base)) return base;
        return Username.isAcceptable("user-" + base) ? "user-" + base : "user";
    }

    private static boolean isFree(String name) {
        return Username.isAcceptable(name) && !Username.isReserved(name);
    }
}
