package dev.annals.foundation.outbound;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real nats-server with JetStream on 127.0.0.1, with a folder and a port of its own that it keeps when it is started
 * again. {@code NATS_SERVER} names the program where it is in none of the usual places.
 */
public final class TestNats implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port = freePort();
    private final int monitoring = freePort();
    private String more;
    private @Nullable Process process;

    private TestNats(String more) {
        this.more = more;
        try {
            var parent = Files.createDirectories(Path.of("target/nats")).toAbsolutePath();
            folder = Files.createTempDirectory(parent, "n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A running one. */
    public static TestNats started() {
        return started("");
    }

    /** A running one with more lines in its configuration file, e.g. accounts or an {@code include} by absolute path. */
    public static TestNats started(String moreConfiguration) {
        var nats = down(moreConfiguration);
        nats.start();
        return nats;
    }

    /** One that does not run yet, but has its port. */
    public static TestNats down(String moreConfiguration) {
        return new TestNats(moreConfiguration);
    }

    /** Starts it on what it has stored; returns when JetStream answers. */
    public void start() {
        if (process != null && process.isAlive()) throw new IllegalStateException("It runs");
        try {
            var file = configured();
            var started = new ProcessBuilder(program(), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("nats.log").toFile()))
                    .start();
            // Whatever becomes of this JVM, nothing stays behind.
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitHealthy();
    }

    private Path configured() throws IOException {
        return Files.writeString(folder.resolve("nats.conf"), """
                listen: "127.0.0.1:%d"
                http: "127.0.0.1:%d"
                jetstream { store_dir: "%s" }
                %s
                """.formatted(port, monitoring, store(), more));
    }

    /** Has it take on other lines of configuration while it runs. */
    public void reload(String moreConfiguration) {
        more = moreConfiguration;
        try {
            var ignored = configured();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        signal("HUP");
    }

    /** Ends it orderly. */
    public void stop() {
        running().destroy();
        awaitEnd();
    }

    /** {@code kill -9}. */
    public void kill() {
        running().destroyForcibly();
        awaitEnd();
    }

    /** {@code SIGSTOP}: connections stay open and nothing answers. */
    public void pause() {
        signal("STOP");
    }

    /** {@code SIGCONT}. */
    public void resume() {
        signal("CONT");
    }

    /** Deletes whatever it has stored; it must not run. */
    public void wipe() {
        if (process != null && process.isAlive()) throw new IllegalStateException("It runs");
        if (!Files.exists(store())) return;
        try (Stream<Path> files = Files.walk(store())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code nats://127.0.0.1:port}. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Where its configuration, its log and its store are. */
    public Path folder() {
        return folder;
    }

    /** Where it keeps its streams. */
    public Path store() {
        return folder.resolve("store");
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** A connection without a user; the caller closes it. */
    public Connection connect() {
        return connect(new Options.Builder());
    }

    /** A connection with those options; the caller closes it. */
    public Connection connect(Options.Builder options) {
        try {
            return Nats.connect(options.server(url()).noReconnect().build());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process == null || !process.isAlive()) return;
        signal("CONT");
        kill();
    }

    private void awaitHealthy() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isHealthy()) {
            if (!running().isAlive() || System.nanoTime() > end) throw new IllegalStateException(log());
            pause(20);
        }
    }

    private boolean isHealthy() {
        try {
            var uri = URI.create("http://127.0.0.1:" + monitoring + "/healthz");
            var http = (HttpURLConnection) uri.toURL().openConnection();
            http.setConnectTimeout(500);
            http.setReadTimeout(500);
            return http.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String log() {
        try {
            return "nats-server does not start: " + Files.readString(folder.resolve("nats.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(running().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        return Objects.requireNonNull(process, "It was never started");
    }

    private void awaitEnd() {
        try {
            if (!running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                throw new IllegalStateException("It does not end");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port that is free now; nothing keeps it free. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program() {
        var given = System.getenv("NATS_SERVER");
        if (given != null && !given.isBlank()) return given;
        var folders = Stream.concat(
                Stream.of(String.valueOf(System.getenv("PATH")).split(":")),
                Stream.of("/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin"));
        return folders.map(place -> Path.of(place, "nats-server"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No nats-server on the PATH: ./check fetches one, or set"
                        + " NATS_SERVER to the path of the program (looked in " + List.of("PATH", "/usr/sbin") + ")"));
    }
}
