package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserView;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long after its acknowledgement a change can be read: {@code ./bench lag}. One process with all its projections,
 * one command after the other, about {@value #PER_SECOND} a second.
 */
class LagBench {

    private static final int WARM_UP = 200;
    private static final int MEASURED = 1_000;
    private static final int PER_SECOND = 50;

    @ParameterizedTest
    @EnumSource(Store.class)
    void fromTheAcknowledgementToTheAnswer(Store store) {
        try (var house = House.fresh(store, "--logging.level.root=WARN")) {
            var user = new RequestContext("bench", new Actor.System("bench"), null, null)
                    .during(() -> house.part(Accounts.class)
                            .register(new Registration("bench-user", null, "Password123", Map.of())));
            var millis = new double[MEASURED];
            for (int at = -WARM_UP; at < MEASURED; at++) {
                var change = new ChangeProfile(user.userId(), Map.of(ProfileField.DISPLAY_NAME, "Name " + at));
                var lag = lag(house, change);
                if (at >= 0) millis[at] = lag / 1e6;
                LockSupport.parkNanos(1_000_000_000L / PER_SECOND);
            }
            Arrays.sort(millis);
            System.out.printf(
                    "LAG %s, one process, %d commands: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, highest %.1f ms%n",
                    store,
                    MEASURED,
                    millis[MEASURED / 2],
                    millis[MEASURED * 9 / 10],
                    millis[MEASURED * 99 / 100],
                    millis[MEASURED - 1]);
            System.out.printf(
                    "LAG | from an acknowledgement to the answer that shows it, %s | p50 %.1f ms, p99 %.1f ms, aim 5 / 20 |"
                            + " `./bench lag` |%n",
                    store, millis[MEASURED / 2], millis[MEASURED * 99 / 100]);
        }
    }

    /** Waits as a client does who hands the position back, and makes sure that the change is in the answer. */
    private static long lag(House house, ChangeProfile change) {
        var positions = house.part(Positions.class);
        positions.forget();
        new RequestContext("bench", new Actor.User(change.userId()), null, null)
                .during(() -> house.part(CommandGateway.class).sendAndWait(change));
        var acknowledged = System.nanoTime();
        house.part(ReadModels.class).await("profile", Objects.requireNonNull(positions.appended()));
        var visible = System.nanoTime();
        var answer = house.part(Questions.class).askOptional(new FindUser(change.userId()), UserView.class);
        var name = Objects.requireNonNull(answer.orElseThrow().profile().displayName());
        assertThat(house.part(dev.annals.foundation.personal.PersonalData.class).open(name))
                .isEqualTo(change.fields().get(ProfileField.DISPLAY_NAME));
        return visible - acknowledged;
    }
}
