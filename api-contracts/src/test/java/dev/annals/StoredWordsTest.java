package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text forms of values that stand in every event and its metadata: what is written today is read for ever. */
class StoredWordsTest {

    private static final UUID SUBJECT = UUID.fromString("018f2c5e-7d1a-7abc-8def-0123456789ab");
    private static final String SEALED_FOR_NOTHING = "018f2c5e-7d1a-7abc-8def-0123456789ab:3:zz:AAEC:-_8A";
    private static final String SEALED = SUBJECT + ":3:em:AAECAwQFBgcICQoL:-_8A";

    @Test
    void aPersonalValueIsReadFromItsTextForm() {
        var nonce = new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        var sealed = new Personal(SUBJECT, 3, Purpose.EMAIL, nonce, new byte[] {-5, -1, 0});

        assertThat(sealed.text()).isEqualTo(SEALED);
        assertThat(Personal.parse(SEALED)).isEqualTo(sealed).hasSameHashCodeAs(sealed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hana@example.com", "::::", SEALED_FOR_NOTHING})
    void whatIsNoPersonalValueIsNotRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Personal.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:018f2c5e-7d1a-7abc-8def-0123456789ab", "system:bootstrap", "anonymous"})
    void anActorComesBackAsItWasWritten(String text) {
        assertThat(Actor.of(text)).hasToString(text);
        assertThat(Actor.of(text).text()).isEqualTo(text);
    }

    @Test
    void anActorThatNobodyWroteIsNotRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> Actor.of("admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "doctor", "1ST", "DOCTOR NURSE", "ÄRZTIN", "A23456789012345678901234567890123"})
    void whatIsNoRoleNameIsRefused(String text) {
        assertThatExceptionOfType(CommandRefused.class).isThrownBy(() -> new RoleName(text));
        assertThat(new RoleName("ADMIN")).isEqualTo(RoleName.ADMIN);
    }

    @Test
    void anIdHasOneTextFormOnly() {
        assertThat(UserId.of(SUBJECT.toString())).hasToString(SUBJECT.toString());
        assertThatIllegalArgumentException().isThrownBy(() -> UserId.of("1-1-1-1-1"));
    }
}
