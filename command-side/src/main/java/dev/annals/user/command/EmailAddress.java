package dev.annals.user.command;

import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.user.UserRefusal.INVALID_EMAIL;

import com.ibm.icu.text.IDNA;
import dev.annals.shared.CommandRefused;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address that is acceptable.
 *
 * @param shown as the user wrote it, in NFKC
 * @param canonical case folded, the domain in ASCII: two addresses with the same one are the same address
 */
record EmailAddress(String shown, String canonical) {

    /** How canonical addresses are made. */
    static final String ALGORITHM = "nfkc-fold-uts46-1";

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;

    private static final Pattern LOCAL = atoms("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+");
    private static final Pattern DOMAIN = Pattern.compile("(?=.*[^0-9.])[^.]+(\\.[^.]+)+");

    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.USE_STD3_RULES);

    /** Refuses what is no address. */
    static EmailAddress of(String text) {
        refuseUnless(text.length() <= LONGEST, INVALID_EMAIL);
        var shown = Text.nfkc(text.strip());
        return new EmailAddress(shown, canonical(shown));
    }

    /** Like {@link #of}, absent for absent. */
    static @Nullable EmailAddress ofNullable(@Nullable String text) {
        return text == null || text.isBlank() ? null : of(text);
    }

    /** The canonical form of whatever somebody typed as his address; absent where it is none. */
    static @Nullable String canonicalOrNull(String text) {
        try {
            return of(text).canonical();
        } catch (CommandRefused refused) {
            return null;
        }
    }

    /** The part before the at sign. */
    String local() {
        return shown.substring(0, shown.lastIndexOf('@'));
    }

    private static String canonical(String shown) {
        var folded = Text.fold(shown);
        var at = folded.lastIndexOf('@');
        refuseUnless(at > 0, INVALID_EMAIL);
        var local = folded.substring(0, at);
        refuseUnless(Text.bytes(local) <= LONGEST_LOCAL && LOCAL.matcher(local).matches(), INVALID_EMAIL);
        var canonical = local + '@' + ascii(folded.substring(at + 1));
        refuseUnless(Text.bytes(canonical) <= LONGEST, INVALID_EMAIL);
        return canonical;
    }

    private static String ascii(String domain) {
        var problems = new IDNA.Info();
        var ascii = UTS46.nameToASCII(domain, new StringBuilder(), problems).toString();
        refuseUnless(!problems.hasErrors() && DOMAIN.matcher(ascii).matches(), INVALID_EMAIL);
        return ascii;
    }

    private static Pattern atoms(String atom) {
        return Pattern.compile(atom + "(\\." + atom + ")*");
    }
}
