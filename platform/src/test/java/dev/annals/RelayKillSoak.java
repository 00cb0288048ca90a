package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole platform is killed with {@code kill -9} while people register over HTTP and a real nats-server is told of
 * them: {@code ./soak relay --platform}.
 */
@Timeout(14_400)
class RelayKillSoak {

    private static final int KILLS = Integer.getInteger("relay.kills", 20);
    private static final int CALLERS = 4;

    @Test
    void eachEventThatMustLeaveIsInTheStreamOnceAndInItsOrder() throws Exception {
        var seed = Long.getLong("kill.seed", System.nanoTime() & 0xffffff);
        var random = new Random(seed);
        var retention = System.getProperty("relay.retention", "limits");
        try (var scenario = new RelayScenario(retention)) {
            scenario.nats().start();
            for (var kill = 1; kill <= KILLS; kill++) {
                try (var process = scenario.start()) {
                    process.untilReady();
                    var crowd = CompletableFuture.supplyAsync(() -> new Crowd(process.http(), CALLERS).during(3));
                    TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(2_500));
                    process.kill();
                    crowd.join();
                }
            }
            try (var process = scenario.start()) {
                process.untilReady();
                scenario.awaitAllTold();
                var problems = scenario.problems();
                System.out.printf(
                        "RELAY %d kills -9 of the platform, retention %s, seed %d: %d events must leave, %d messages told%n",
                        KILLS, retention, seed, scenario.leavingCount(), scenario.acknowledged());
                assertThat(problems).as("seed %d", seed).isEmpty();
            }
        }
    }
}
