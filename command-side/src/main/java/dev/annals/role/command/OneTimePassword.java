package dev.annals.role.command;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A password that a person copies from a screen once: no two characters look alike. */
final class OneTimePassword {

    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final int GROUPS = 6;
    private static final int GROUP = 4;

    private OneTimePassword() {}

    /** Six groups of four, 118 bits. */
    static String fresh() {
        var random = new SecureRandom();
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> random.ints(GROUP, 0, LETTERS.length())
                        .mapToObj(index -> String.valueOf(LETTERS.charAt(index)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
