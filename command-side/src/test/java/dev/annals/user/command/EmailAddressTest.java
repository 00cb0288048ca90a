package dev.annals.user.command;

import static dev.annals.user.UserRefusal.INVALID_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.shared.CommandRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, ALICE@EXAMPLE.COM",
        "alice@example.com, ａｌｉｃｅ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "alice@bücher.example, alice@xn--bcher-kva.example",
        "alice@bücher.example, Alice@BÜCHER.example",
        "josé@example.com, jose\u0301@example.com",
        "alice@example.com, alice@example。com"
    })
    void oneAddressInTwoSpellingsIsOne(String one, String other) {
        assertThat(EmailAddress.of(one).canonical())
                .isEqualTo(EmailAddress.of(other).canonical());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.com",
                "a.b+c@mail.example.co.th",
                "สมชาย@ตัวอย่าง.ไทย",
                "o'neil@example.ie",
                "1@2.example"
            })
    void anAddressIsKeptAsItWasWritten(String text) {
        assertThat(EmailAddress.of(text).shown()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.com",
                "alice@",
                "alice@localhost",
                "alice@.com",
                "alice@example..com",
                "a@b@c.com",
                ".alice@example.com",
                "alice.@example.com",
                "al..ice@example.com",
                "al ice@example.com",
                "alice@exam ple.com",
                "alice@example.com\nBcc: all@example.com",
                "alice\u0000@example.com",
                "\"alice\"@example.com",
                "alice@127.0.0.1",
                "alice@-example.com",
                "alice@exa_mple.com",
                "ali\u200Bce@example.com",
                "alice@example.com\u202E",
                "alice@xn--a.com"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void anAddressHasAtMost254Bytes() {
        assertRefused("a".repeat(64) + "@" + "b".repeat(60) + ("." + "c".repeat(60)).repeat(3) + ".example");
        assertRefused("a".repeat(65) + "@example.com");
        assertRefused("a".repeat(1_000_000));
    }

    @Test
    void absentStaysAbsent() {
        assertThat(EmailAddress.ofNullable(null)).isNull();
        assertThat(EmailAddress.ofNullable(" ")).isNull();
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> EmailAddress.of(text))
                .isInstanceOfSatisfying(
                        CommandRefused.class, no -> assertThat(no.refusal()).isEqualTo(INVALID_EMAIL));
    }
}
