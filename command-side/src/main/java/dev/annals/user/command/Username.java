package dev.annals.user.command;

import static com.ibm.icu.text.SpoofChecker.CHAR_LIMIT;
import static com.ibm.icu.text.SpoofChecker.HIDDEN_OVERLAY;
import static com.ibm.icu.text.SpoofChecker.INVISIBLE;
import static com.ibm.icu.text.SpoofChecker.MIXED_NUMBERS;
import static com.ibm.icu.text.SpoofChecker.RESTRICTION_LEVEL;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.user.UserRefusal.INVALID_USERNAME;
import static dev.annals.user.UserRefusal.USERNAME_TAKEN;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import com.ibm.icu.text.UnicodeSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A username that is acceptable, in the three forms that matter.
 *
 * @param shown as the user wrote it, in NFKC
 * @param exact what a sign-in must give
 * @param skeletons what it looks like (UTS 39), as written and in lower case: names that share one are confusable
 */
record Username(String shown, String exact, Set<String> skeletons) {

    /** How skeletons are made. They change with Unicode's table of confusables, so every stored one says which it is of. */
    static final String SKELETON_ALGORITHM =
            "uts39-" + UCharacter.getUnicodeVersion().getVersionString(2, 2) + "-1";

    /** How exact names are made. */
    static final String EXACT_ALGORITHM = "nfkc-fold-1";

    private static final int SHORTEST = 3;
    private static final int LONGEST = 50;

    private static final Pattern FORM = Pattern.compile("[._-]*[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}\\p{M}._-]*");

    /** The same mark twice does not show; heaps of them show too much. */
    private static final Pattern MARKS = Pattern.compile("(\\p{M})\\1|\\p{M}{4}");

    private static final SpoofChecker CHECKER = new SpoofChecker.Builder()
            .setAllowedChars(
                    new UnicodeSet(SpoofChecker.RECOMMENDED).addAll("._-").freeze())
            .setRestrictionLevel(RestrictionLevel.SINGLE_SCRIPT_RESTRICTIVE)
            .setChecks(RESTRICTION_LEVEL | INVISIBLE | MIXED_NUMBERS | HIDDEN_OVERLAY | CHAR_LIMIT)
            .build();

    /** Who would bear one of these could pass for the platform itself. */
    private static final Set<String> RESERVED = Stream.of("system", "anonymous", "annals")
            .flatMap(name -> skeletonsOf(name).stream())
            .collect(Collectors.toUnmodifiableSet());

    /** Refuses what is no username, or reserved. */
    static Username of(String text) {
        refuseUnless(isAcceptable(text), INVALID_USERNAME);
        var shown = Text.nfkc(text);
        var skeletons = skeletonsOf(shown);
        refuseUnless(!isReserved(shown), USERNAME_TAKEN);
        return new Username(shown, exact(text), skeletons);
    }

    /** The exact form of whatever somebody typed as his name. */
    static String exact(String text) {
        return Text.fold(text);
    }

    /** Whether the text has the form of a username. */
    static boolean isAcceptable(String text) {
        if (text.length() > 4 * LONGEST) return false;
        var shown = Text.nfkc(text);
        var length = Text.length(shown);
        return length >= SHORTEST
                && length <= LONGEST
                && FORM.matcher(shown).matches()
                && !MARKS.matcher(Normalizer2.getNFDInstance().normalize(shown)).find()
                && !CHECKER.failsChecks(shown);
    }

    /** Whether the name could pass for the platform's. */
    static boolean isReserved(String shown) {
        return !Collections.disjoint(skeletonsOf(shown), RESERVED);
    }

    /**
     * Two, because case may hide a likeness or make one: {@code PAYPAL} is {@code paypal} only in lower case, and
     * {@code paypaI} with a capital I only as it is written.
     */
    private static Set<String> skeletonsOf(String shown) {
        return Collections.unmodifiableSet(new TreeSet<>(List.of(skeleton(shown), skeleton(Text.fold(shown)))));
    }

    /** Folded between two passes: the prototype of a zero is a capital O. */
    private static String skeleton(String text) {
        return Text.fold(CHECKER.getSkeleton(Text.fold(CHECKER.getSkeleton(text))));
    }
}
