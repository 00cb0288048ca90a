package dev.annals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ./annals} as somebody calls it who has a home of his own.
 *
 * @param password his, and he is asked for none
 */
record AnnalsCommand(House house, Path home, String password) {

    /** What it printed. */
    record Said(int exitCode, String text) {}

    /** Waits for its end; {@code tail} ends once it has shown what there is. */
    Said run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("../annals"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "ANNALS_URL",
                        house.http().base().toString(),
                        "XDG_CONFIG_HOME",
                        home.toString(),
                        "HOME",
                        home.toString(),
                        "ANNALS_TAIL_ONCE",
                        "yes",
                        "ANNALS_PASSWORD",
                        password));
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said);
    }
}
