package dev.annals.foundation.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RootSecretsTest {

    private final RootSecrets secrets = new RootSecrets(AesGcm.random(32));

    /** RFC 5869, test case 3: no salt, no info. */
    @Test
    void derivesAsTheStandardSays() {
        assertThat(Hkdf.derive(HexFormat.of().parseHex("0b".repeat(22)), ""))
                .asHexString()
                .isEqualToIgnoringCase("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void hashesOfDifferentUsesNeverMeet() {
        assertThat(secrets.lookupHash("username", "alice"))
                .hasSize(64)
                .isEqualTo(secrets.lookupHash("username", "alice"))
                .isNotEqualTo(secrets.lookupHash("email", "alice"))
                .isNotEqualTo(new RootSecrets(AesGcm.random(32)).lookupHash("username", "alice"));
    }

    @Test
    void aWrappedSecretIsGivenBackForItsUseOnly() {
        var wrapped = secrets.wrap("session", new byte[] {1, 2, 3});

        assertThat(secrets.unwrap("session", wrapped)).containsExactly(1, 2, 3);
        assertThatIllegalStateException().isThrownBy(() -> secrets.unwrap("other", wrapped));
        wrapped[wrapped.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> secrets.unwrap("session", wrapped));
        assertThatIllegalStateException().isThrownBy(() -> secrets.unwrap("session", new byte[3]));
    }
}
