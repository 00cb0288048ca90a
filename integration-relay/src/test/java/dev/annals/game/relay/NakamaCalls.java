package dev.annals.game.relay;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.game.relay.NakamaFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How tests ask the game server. */
final class NakamaCalls {

    private static final GameSettings PATIENCE = new GameSettings(
            ofMillis(800),
            ofSeconds(5),
            ofSeconds(3),
            ofMillis(50),
            ofMillis(50),
            ofSeconds(60),
            ofSeconds(1),
            2,
            8,
            Duration.ZERO);

    private NakamaCalls() {}

    static Deadline soon() {
        return Deadline.in(ofSeconds(5));
    }

    static Nakama nakama(int port, String serverKey, String httpKey, String jwtSecret) {
        var settings = new NakamaSettings("127.0.0.1", String.valueOf(port), serverKey, httpKey, false, jwtSecret);
        return new Nakama(
                new NakamaHttp(settings, PATIENCE),
                settings,
                new CustomId(settings.proofSecret(), Clock.systemUTC()),
                new ModuleTrouble(ofSeconds(60)));
    }

    static void assertFailure(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NakamaFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
