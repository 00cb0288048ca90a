package dev.annals.game.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The runtime module's own tests, with Node: no game server runs here. Left out where there is no Node. */
class NakamaModuleTest {

    @Test
    void theRuntimeModuleDoesWhatItSays() throws IOException, InterruptedException {
        assumeTrue(hasNode(), "no node on the PATH");
        var tests = Path.of("..", "deploy", "nakama", "test").toAbsolutePath().normalize();
        assertThat(Files.isDirectory(tests)).isTrue();

        var run = new ProcessBuilder("node", "--test", tests + "/")
                .redirectErrorStream(true)
                .start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor()).as(said).isZero();
        assertThat(said).contains("# fail 0").doesNotContain("# tests 0");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            var version = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            version.getInputStream().readAllBytes();
            return version.waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
