package dev.annals.user.command;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.nio.charset.StandardCharsets;

/** One form for texts that people type in many. */
final class Text {

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private Text() {}

    /** Width, ligatures and composition evened out. */
    static String nfkc(String text) {
        return NFKC.normalize(text);
    }

    /** Case evened out as well. */
    static String fold(String text) {
        return NFKC.normalize(UCharacter.foldCase(NFKC.normalize(text), true));
    }

    /** How many characters a person would count. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** How many bytes the text has in UTF-8. */
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
