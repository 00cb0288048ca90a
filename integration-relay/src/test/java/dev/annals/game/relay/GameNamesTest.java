package dev.annals.game.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.shared.UserId;
import org.junit.jupiter.api.Test;

class GameNamesTest {

    private static final UserId MINA = UserId.of("018f2c5e-7d1a-7abc-8def-0123456789ab");

    @Test
    void hisOwnNameComesFirstAndTheLastOneIsHisAlone() {
        assertThat(GameNames.of("mina", MINA))
                .containsExactly("mina", "mina-89ab", "mina-456789ab", "mina-018f2c5e7d1a7abc8def0123456789ab");
    }

    @Test
    void eachOfThemIsRightAndNoOther() {
        GameNames.of("mina", MINA)
                .forEach(name -> assertThat(GameNames.fits(name, "mina", MINA)).isTrue());
        assertThat(GameNames.fits("Mina", "mina", MINA)).isFalse();
        assertThat(GameNames.fits("mina-0000", "mina", MINA)).isFalse();
    }

    @Test
    void noneIsLongerThanANameMayBeOverThere() {
        for (var name : GameNames.of("\uD83D\uDE00".repeat(32), MINA)) {
            assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(128);
            assertThat(name).doesNotContain("\uFFFD");
        }
    }
}
