package dev.annals;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The platform in a process of its own, as {@code ./run} starts it, only to be reached from this machine. */
final class RunningProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final int port;
    private final Instant startedAt = Instant.now();

    private RunningProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param jar the jar that was built, or nothing for the classes of this build
     * @param limits commands of a shell before it starts, e.g. {@code ulimit -n 256}
     */
    static RunningProcess start(
            String jar, int port, Path output, String limits, List<String> options, List<String> settings) {
        var all = new ArrayList<>(options);
        all.addAll(jar.isEmpty() ? QuickStart.program() : List.of("-jar", jar));
        return start(port, output, limits, all, settings);
    }

    /** @param program options of the JVM, and what to start */
    static RunningProcess start(int port, Path output, String limits, List<String> program, List<String> settings) {
        var command = new ArrayList<>(List.of(
                "bash",
                "-c",
                limits + "\nexec \"$@\"",
                "annals",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC"));
        command.addAll(program);
        command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port));
        command.addAll(settings);
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            // Whatever becomes of this JVM, nothing stays behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new RunningProcess(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Http http() {
        return Http.at(port);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        try {
            return http().get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** How long it took from its start until it served. */
    Duration untilReady() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!isAlive()) throw new IllegalStateException("It has stopped with exit code " + process.exitValue());
            return isReady();
        });
        return Duration.between(startedAt, Instant.now());
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        end();
    }

    /** {@code kill -TERM}; gives the exit code. */
    int stop() {
        process.destroy();
        return end();
    }

    /** Stops the world outside of it for as long as the work takes. */
    void frozen(Runnable work) {
        signal("STOP");
        try {
            work.run();
        } finally {
            signal("CONT");
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                throw new IllegalStateException("It does not end");
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
