package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.user.UserRefusal.PASSWORD_TOO_COMMON;
import static dev.annals.user.UserRefusal.PASSWORD_TOO_LONG;
import static dev.annals.user.UserRefusal.PASSWORD_TOO_SHORT;

import dev.annals.shared.CommandRefused;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which passwords may be chosen: long enough, not common, not made of the user's own name. No composition rules. */
@Component
class PasswordPolicy {

    private static final int LONGEST = 128;
    private static final int LONGEST_IN_BYTES = 512;

    /** A word of the user's counts for nothing; as many characters as these must remain beside it. */
    private static final int REMAINDER = 5;

    /** The default policy lets the examples of the old services' guides through, as they are written there. */
    private static final Set<String> EXAMPLES = Set.of("Password123", "testpass123");

    private static final Pattern TAIL = Pattern.compile("[^\\p{L}]+$");

    private final PasswordSettings settings;
    private final CommonPasswords common;

    PasswordPolicy(PasswordSettings settings, CommonPasswords common) {
        this.settings = settings;
        this.common = common;
    }

    /** Refuses a password that this user may not choose. */
    void check(String password, @Nullable String username, @Nullable EmailAddress email) {
        var length = Text.length(Text.nfkc(bounded(password)));
        if (length < settings.shortest())
            throw new CommandRefused(
                    PASSWORD_TOO_SHORT, "The password needs at least " + settings.shortest() + " characters.");
        refuseUnless(length <= LONGEST, PASSWORD_TOO_LONG);
        if (!settings.strict() && EXAMPLES.contains(password)) return;
        var folded = Text.fold(password);
        refuseUnless(!isCommon(folded), PASSWORD_TOO_COMMON);
        var words = Stream.of(username, email == null ? null : email.local(), "annals");
        if (words.anyMatch(word -> word != null && isMadeOf(word, folded)))
            throw new CommandRefused(PASSWORD_TOO_COMMON, "The password is little more than a name of yours.");
    }

    /** Whether it is short enough to be worth a hash at all. */
    static boolean isBounded(String password) {
        return password.length() <= LONGEST_IN_BYTES && Text.bytes(password) <= LONGEST_IN_BYTES;
    }

    private static String bounded(String password) {
        refuseUnless(isBounded(password), PASSWORD_TOO_LONG);
        return password;
    }

    private boolean isCommon(String folded) {
        if (common.contains(folded)) return true;
        return settings.strict() && common.contains(TAIL.matcher(folded).replaceAll(""));
    }

    private static boolean isMadeOf(String word, String folded) {
        var needle = Text.fold(word);
        if (Text.length(needle) < 3 || !folded.contains(needle)) return false;
        return Text.length(folded.replace(needle, "")) < REMAINDER;
    }
}
