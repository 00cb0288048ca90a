package dev.annals.user.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of a subscriber in a process of its own. */
final class SubscriberProgram implements AutoCloseable {

    static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

    private final Process process;
    private final Path output;

    private SubscriberProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static SubscriberProgram start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            var output = folder.resolve("output.log");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new SubscriberProgram(process, output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Where node finds the library of examples/node, fetched as its lock file says; a skipped test where it cannot be. */
    static Path nodeModules() throws Exception {
        assumeTrue(succeeds(EXAMPLES, "node", "--version"), "node is missing: the Node programs were NOT tried");
        var folder = EXAMPLES.resolve("node");
        var installed = folder.resolve("node_modules/.package-lock.json");
        var lock = folder.resolve("package-lock.json");
        var isFresh = Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0;
        assumeTrue(
                isFresh || succeeds(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                "npm ci failed: the Node programs were NOT tried");
        return folder.resolve("node_modules");
    }

    /** A Python that has the library of the guide; a skipped test where there is none to be had. */
    static Path python() throws Exception {
        assumeTrue(succeeds(EXAMPLES, "python3", "--version"), "python3 is missing: the Python program was NOT tried");
        var folder = Path.of("target/python").toAbsolutePath();
        var python = folder.resolve("bin/python");
        if (!Files.exists(folder.resolve("ready"))) {
            assumeTrue(
                    succeeds(EXAMPLES, "python3", "-m", "venv", folder.toString())
                            && succeeds(EXAMPLES, python.toString(), "-m", "pip", "-q", "install", "nats-py==2.15.0"),
                    "nats-py could not be fetched: the Python program was NOT tried");
            Files.createFile(folder.resolve("ready"));
        }
        return python;
    }

    /** What Go makes of it with the library that Debian packages; a skipped test where either is missing. */
    static Path compiledGo(Path source) throws Exception {
        assumeTrue(succeeds(EXAMPLES, "go", "version"), "go is missing: the Go program was NOT tried");
        var library = Path.of("/usr/share/gocode");
        assumeTrue(
                Files.isDirectory(library.resolve("src/github.com/nats-io/nats.go")),
                "golang-github-nats-io-go-nats-dev is missing: the Go program was NOT tried");
        var folder = source.toAbsolutePath().resolveSibling(".").normalize();
        var environment = Map.of(
                "GO111MODULE", "off",
                "GOPATH", library.toString(),
                "GOCACHE", Path.of("target/go").toAbsolutePath().toString());
        var program = folder.resolve("subscriber");
        if (!succeeds(folder, environment, "go", "build", "-o", program.toString(), source.toString()))
            throw new IllegalStateException("The Go program does not compile");
        return program;
    }

    private static boolean succeeds(Path folder, String... command) throws InterruptedException {
        return succeeds(folder, Map.of(), command);
    }

    private static boolean succeeds(Path folder, Map<String, String> environment, String... command)
            throws InterruptedException {
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            var process = builder.start();
            if (process.waitFor(2, TimeUnit.MINUTES)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException missing) {
            return false;
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void awaitOutput(String text) {
        await().alias(text)
                .atMost(Duration.ofSeconds(60))
                .failFast("It has ended", () -> !process.isAlive() && !output().contains(text))
                .until(() -> output().contains(text));
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
