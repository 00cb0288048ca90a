package dev.annals.user.relay;

import dev.annals.foundation.outbound.NatsSettings;
import dev.annals.foundation.outbound.RelayHouse;
import dev.annals.foundation.outbound.RelaySettings.Retention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** A process of its own in which users live and are told of, until somebody kills it. */
final class KillableRelay {

    private KillableRelay() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        var settings =
                RelayHouse.settings(Retention.valueOf(arguments[4]), Duration.ofMillis(100), "social-backend-consumer");
        var house = RelayHouse.withRealKeys(
                arguments[0], folder, (personalData, positions) -> new UserMessages(personalData, settings, positions));
        var users = new Users(house);
        house.relay("embedded", settings, new NatsSettings(arguments[2], null, null, null, null));
        var random = new Random();
        Files.createFile(Path.of(arguments[3]));
        while (true) {
            users.live(1 + random.nextInt(4), random.nextInt(4));
            var someone = users.register().renamed();
            if (random.nextInt(3) == 0) someone.deleted();
        }
    }
}
