package dev.annals.reward.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.foundation.settings.SettingRefused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** As everybody else signs. Red: with another separator, with the prefix taken for a part of the secret. */
class SignaturesTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /** The example of the libraries of Standard Webhooks. */
    @Test
    void itIsSignedAsStandardWebhooksDoes() {
        assertThat(Signatures.of(SECRET).of(ID, AT, BODY)).isEqualTo(SIGNED);
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        var both = Signatures.of(SECRET + " whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .of(ID, AT, BODY);

        assertThat(both.split(" ")).hasSize(2).contains(SIGNED);
    }

    @Test
    void withoutASecretNothingStarts() {
        assertThatThrownBy(() -> Signatures.of(null)).isInstanceOf(SettingRefused.class);
        assertThatThrownBy(() -> Signatures.of(" ")).isInstanceOf(SettingRefused.class);
        assertThatThrownBy(() -> Signatures.of("whsec_secret")).isInstanceOf(SettingRefused.class);
        assertThatThrownBy(() -> Signatures.of("whsec_###")).isInstanceOf(SettingRefused.class);
    }
}
