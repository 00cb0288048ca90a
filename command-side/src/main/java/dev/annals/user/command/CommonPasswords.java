package dev.annals.user.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A list of passwords that everybody tries first. It is no list of leaked passwords: {@code CommonPasswordsTest} makes it
 * from a few hundred words and names that stand in the well-known lists of common passwords, with the endings people
 * add, and from keyboard walks, sequences and repetitions. A service of leaked passwords finds more.
 */
@Component
class CommonPasswords {

    private final Set<String> list;

    CommonPasswords() {
        try (var lines = new BufferedReader(new InputStreamReader(
                requireNonNull(CommonPasswords.class.getResourceAsStream("common-passwords.txt")), UTF_8))) {
            list = lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether it is on the list. */
    boolean contains(String folded) {
        return list.contains(folded);
    }

    int size() {
        return list.size();
    }
}
