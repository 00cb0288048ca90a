package dev.annals.user.command;

import static dev.annals.user.UserRefusal.PASSWORD_TOO_COMMON;
import static dev.annals.user.UserRefusal.PASSWORD_TOO_LONG;
import static dev.annals.user.UserRefusal.PASSWORD_TOO_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.shared.CommandRefused;
import dev.annals.user.UserRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final CommonPasswords COMMON = new CommonPasswords();

    private final PasswordPolicy byDefault = policy(false);
    private final PasswordPolicy strict = policy(true);

    @ParameterizedTest
    @ValueSource(strings = {"Password123", "testpass123"})
    void theGuidesExamplesAreLetThroughByDefaultOnly(String password) {
        assertThatCode(() -> byDefault.check(password, "testuser", null)).doesNotThrowAnyException();
        assertRefused(strict, password, PASSWORD_TOO_SHORT);
    }

    @Test
    void theShortestIsASetting() {
        assertRefused(byDefault, "x7#kQ2m", PASSWORD_TOO_SHORT);
        assertThatCode(() -> byDefault.check("x7#kQ2mv", null, null)).doesNotThrowAnyException();
        assertRefused(strict, "x7#kQ2mvx7#kQ2", PASSWORD_TOO_SHORT);
        assertThatCode(() -> strict.check("x7#kQ2mvx7#kQ2m", null, null)).doesNotThrowAnyException();
        assertRefused(new PasswordPolicy(settings(false, 10), COMMON), "x7#kQ2mvz", PASSWORD_TOO_SHORT);
    }

    @Test
    void charactersAreCountedAndNotBytes() {
        assertThatCode(() -> byDefault.check("สวัสดีนะ", null, null)).doesNotThrowAnyException();
        assertRefused(byDefault, "😀😀😀😀😀😀😀", PASSWORD_TOO_SHORT);
    }

    @Test
    void aPasswordHasAtMost128CharactersAnd512Bytes() {
        assertThatCode(() -> byDefault.check("x7#kQ2mv".repeat(16), null, null)).doesNotThrowAnyException();
        assertRefused(byDefault, "x7#kQ2mv".repeat(16) + "y", PASSWORD_TOO_LONG);
        assertRefused(byDefault, "x".repeat(10_000_000), PASSWORD_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD1",
                "password123",
                "qwertyui",
                "12345678",
                "iloveyou",
                "letmein123",
                "sunshine2024",
                "11111111",
                "ｐａｓｓｗｏｒｄ"
            })
    void whatEverybodyTriesFirstIsRefused(String password) {
        assertRefused(byDefault, password, PASSWORD_TOO_COMMON);
    }

    @Test
    void theStrictPolicyDoesNotBelieveInEndings() {
        assertRefused(strict, "passwordpassword!2026!!", PASSWORD_TOO_COMMON);
    }

    @Test
    void aNameOfOnesOwnIsNoPassword() {
        var email = EmailAddress.of("wonderland@example.com");
        assertRefused("alice.liddell", "Alice.Liddell1", email);
        assertRefused("alice.liddell", "wonderland!1", email);
        assertRefused("alice.liddell", "annals2026", null);
        assertThatCode(() -> byDefault.check("alice-in-the-garden", "alice", email))
                .doesNotThrowAnyException();
    }

    private void assertRefused(String username, String password, EmailAddress email) {
        assertThatThrownBy(() -> byDefault.check(password, username, email))
                .isInstanceOfSatisfying(
                        CommandRefused.class, no -> assertThat(no.refusal()).isEqualTo(PASSWORD_TOO_COMMON));
    }

    private static void assertRefused(PasswordPolicy policy, String password, UserRefusal refusal) {
        assertThatThrownBy(() -> policy.check(password, "somebody", null))
                .isInstanceOfSatisfying(
                        CommandRefused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }

    private static PasswordPolicy policy(boolean strict) {
        return new PasswordPolicy(settings(strict, null), COMMON);
    }

    private static PasswordSettings settings(boolean strict, Integer minLength) {
        return new PasswordSettings(strict, minLength, 64, 1, 1);
    }
}
