package dev.annals.user.command;

import static dev.annals.user.UserRefusal.INVALID_USERNAME;
import static dev.annals.user.UserRefusal.USERNAME_TAKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.shared.CommandRefused;
import dev.annals.user.UserRefusal;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    @ParameterizedTest(name = "{0} and {1} are {2}")
    @CsvFileSource(resources = "username-pairs.csv", numLinesToSkip = 1)
    void whoeverLooksLikeAnotherIsTakenForHim(String one, String other, String verdict) {
        switch (verdict) {
            case "alike" -> assertThat(areAlike(one, other)).isTrue();
            case "apart" -> assertThat(areAlike(one, other)).isFalse();
            case "refused" -> assertRefused(unescaped(other), INVALID_USERNAME);
            default -> throw new IllegalArgumentException(verdict);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "john_doe",
                "a.b-c",
                "user2026",
                "สมชาย",
                "น้ำฝน",
                "김철수",
                "Иван",
                "Ελένη",
                "田中さん",
                "محمد",
                "O_o",
                "_x_"
            })
    void namesOfOneScriptAreFine(String name) {
        assertThat(Username.of(name).shown()).isEqualTo(Text.nfkc(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "...",
                "alice@example.com",
                "alice bob",
                " alice",
                "alice/bob",
                "<script>",
                "a'lice",
                "alice\u0000",
                "alice\n",
                "😀😀😀",
                "alice😀",
                "ａ＠ｂ．ｃ"
            })
    void whatIsNoNameIsRefused(String text) {
        assertRefused(text, INVALID_USERNAME);
    }

    @Test
    void aNameHasAtMostFiftyCharacters() {
        assertThat(Username.of("a".repeat(50)).shown()).hasSize(50);
        assertRefused("a".repeat(51), INVALID_USERNAME);
        assertRefused("a".repeat(1_000_000), INVALID_USERNAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system", "System", "SYSTEM", "anonymous", "annals", "Annals", "аnnals"})
    void nobodyCanPassForThePlatform(String name) {
        if (Username.isAcceptable(name)) assertRefused(name, USERNAME_TAKEN);
        else assertRefused(name, INVALID_USERNAME);
    }

    @Test
    void theFirstAdminMayBeCalledAdmin() {
        assertThat(Username.of("admin").shown()).isEqualTo("admin");
    }

    @Test
    void aSignInNeedsTheExactNameUpToCaseAndWidth() {
        assertThat(Username.exact("ＡＬＩＣＥ")).isEqualTo(Username.of("alice").exact());
        assertThat(Username.exact("ALlCE")).isNotEqualTo(Username.of("alice").exact());
    }

    /** Red after an update of ICU: stored skeletons are of the former table and must be made again from the log. */
    @Test
    void theTableOfConfusablesIsTheOneThatStoredSkeletonsWereMadeWith() {
        assertThat(Username.SKELETON_ALGORITHM).isEqualTo("uts39-18.0-1");
    }

    private static boolean areAlike(String one, String other) {
        return !Collections.disjoint(
                Username.of(unescaped(one)).skeletons(),
                Username.of(unescaped(other)).skeletons());
    }

    /** Unicode escapes, so that the table can be read. */
    private static String unescaped(String text) {
        return com.ibm.icu.impl.Utility.unescape(text);
    }

    private static void assertRefused(String text, UserRefusal refusal) {
        assertThatThrownBy(() -> Username.of(text))
                .isInstanceOfSatisfying(
                        CommandRefused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }
}
