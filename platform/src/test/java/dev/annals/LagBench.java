package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.projection.ProjectionOperations;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
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
 * How long after its acknowledgement a change can be read, in the own profile and in every read model: {@code ./bench lag}. One process with all its projections,
 * one command after the other, about {@value #PER_SECOND} a second.
 */
class LagBench {

    private static final int WARM_UP = 200;
    private static final int MEASURED = 1_000;
    private static final int OF_EACH = 200;
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
            var own = Lag.of(millis);
            System.out.printf("LAG %s, one process, %d commands: %s%n", store, MEASURED, own);
            System.out.printf(
                    "LAG | from an acknowledgement to the answer that shows it, %s | p50 %.1f ms, p99 %.1f ms, aim 5 / 20 |"
                            + " `./bench lag` |%n",
                    store, own.p50(), own.p99());
            everyReadModel(store, house, user.userId());
        }
    }

    /** What any query waits for: its read model has seen the position, whether or not it does something with the event. */
    private static void everyReadModel(Store store, House house, UserId userId) {
        var worst = new Lag(0, 0, 0);
        for (var model : house.part(ProjectionOperations.class).projections()) {
            var millis = new double[OF_EACH];
            for (var at = 0; at < OF_EACH; at++) {
                var change = new ChangeProfile(userId, Map.of(ProfileField.DISPLAY_NAME, model.name() + " " + at));
                millis[at] = waited(house, change, model.name()) / 1e6;
                LockSupport.parkNanos(1_000_000_000L / PER_SECOND);
            }
            var lag = Lag.of(millis);
            System.out.printf("LAG %s, %s: %s%n", store, model.name(), lag);
            if (lag.p99() > worst.p99()) worst = lag;
        }
        System.out.printf(
                "LAG | the same of the slowest of all read models, %s | p50 %.1f ms, p99 %.1f ms, aim 5 / 20 |"
                        + " `./bench lag` |%n",
                store, worst.p50(), worst.p99());
    }

    private record Lag(double p50, double p99, double highest) {

        static Lag of(double[] millis) {
            Arrays.sort(millis);
            return new Lag(millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1]);
        }

        @Override
        public String toString() {
            return String.format("p50 %.1f ms, p99 %.1f ms, highest %.1f ms", p50, p99, highest);
        }
    }

    /** Waits as a client does who hands the position back, and makes sure that the change is in the answer. */
    private static long lag(House house, ChangeProfile change) {
        var waited = waited(house, change, "profile");
        var answer = house.part(Questions.class).askOptional(new FindUser(change.userId()), UserView.class);
        var name = Objects.requireNonNull(answer.orElseThrow().profile().displayName());
        assertThat(house.part(dev.annals.foundation.personal.PersonalData.class).open(name))
                .isEqualTo(change.fields().get(ProfileField.DISPLAY_NAME));
        return waited;
    }

    private static long waited(House house, ChangeProfile change, String model) {
        var positions = house.part(Positions.class);
        positions.forget();
        new RequestContext("bench", new Actor.User(change.userId()), null, null)
                .during(() -> house.part(CommandGateway.class).sendAndWait(change));
        var acknowledged = System.nanoTime();
        house.part(ReadModels.class).await(model, Objects.requireNonNull(positions.appended()));
        return System.nanoTime() - acknowledged;
    }
}
