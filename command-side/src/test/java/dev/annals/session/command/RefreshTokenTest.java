package dev.annals.session.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.shared.SessionId;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {

    private static final SessionId SESSION = new SessionId(UUID.fromString("0190a6a0-0000-7000-8000-000000000001"));
    private static final byte[] SECRET = new byte[32];

    @Test
    void isProvenByTheSecretItWasMadeFrom() {
        var text = RefreshToken.text(SESSION, 7, SECRET);
        var token = RefreshToken.parse(text);

        assertThat(token.sessionId()).isEqualTo(SESSION);
        assertThat(token.number()).isEqualTo(7);
        assertThat(token.isProvenBy(SECRET)).isTrue();
    }

    @Test
    void isNotProvenByAnotherSecretNorForAnotherNumber() {
        var other = SECRET.clone();
        other[31] = 1;
        var text = RefreshToken.text(SESSION, 7, SECRET);

        assertThat(RefreshToken.parse(text).isProvenBy(other)).isFalse();
        assertThat(RefreshToken.parse(text.replace(".7.", ".8.")).isProvenBy(SECRET))
                .isFalse();
    }

    @Test
    void everyFlippedBitIsNoticed() {
        var text = RefreshToken.text(SESSION, 7, SECRET);
        for (var at = 37; at < text.length(); at++)
            for (var bit = 0; bit < 7; bit++) {
                var letters = text.toCharArray();
                letters[at] ^= (char) (1 << bit);
                var token = RefreshToken.parse(new String(letters));
                if (token != null) assertThat(token.isProvenBy(SECRET)).isFalse();
            }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "0190a6a0-0000-7000-8000-000000000001.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "0190a6a0-0000-7000-8000-000000000001.-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "0190a6a0-0000-7000-8000-000000000001.01.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "0190a6a0-0000-7000-8000-000000000001.9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "1-1-1-1-1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "0190a6a0-0000-7000-8000-000000000001.1.short",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"
            })
    void whatIsNoTokenIsNoException(String text) {
        assertThat(RefreshToken.parse(text)).isNull();
    }

    @Test
    void aMegabyteIsNoTokenEither() {
        var letters = new char[1 << 20];
        Arrays.fill(letters, 'a');
        assertThat(RefreshToken.parse(new String(letters))).isNull();
    }
}
