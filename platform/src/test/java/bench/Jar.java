package bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The platform as {@code ./run} starts it, a process of its own. */
record Jar(Process process, URI address, Path log) implements AutoCloseable {

    static final String ADMIN = "bench-admin";
    static final String PASSWORD = "correct horse battery staple";

    static Jar on(DurablePostgres database) throws IOException {
        return on(database, folder());
    }

    /** Where processes that share a database keep its master key. */
    static Path folder() throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target/bench").toAbsolutePath()), "http");
    }

    /** @param more settings, as on a command line */
    static Jar on(DurablePostgres database, Path folder, String... more) throws IOException {
        try (var free = new ServerSocket(0)) {
            var port = free.getLocalPort();
            free.close();
            return on(database, folder, port, more);
        }
    }

    static Jar on(DurablePostgres database, Path folder, int port, String... more) throws IOException {
        var log = folder.resolve("annals-" + port + ".log");
        var builder = new ProcessBuilder(
                        "../run",
                        "--annals.admin.username=" + ADMIN,
                        "--annals.admin.password=" + PASSWORD,
                        // Without the hash: the least that the algorithm takes.
                        "--annals.password.argon2-memory=8",
                        "--annals.password.argon2-iterations=1",
                        "--annals.token.lifetime.canonical=2h")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.command().addAll(List.of(more));
        var environment = builder.environment();
        environment.put("DATABASE_URL", database.url());
        environment.put("PORT", Integer.toString(port));
        // No cache is made while others are measured.
        environment.put("ANNALS_AOT", "off");
        environment.put("ANNALS_MASTER_KEY_FILE", folder.resolve("master.key").toString());
        Setting.given("BENCH_JFR")
                .ifPresent(file -> environment.put(
                        "JAVA_OPTS",
                        "-XX:StartFlightRecording=settings=profile,filename="
                                + Path.of("..").resolve(file).toAbsolutePath().normalize()));
        var jar = new Jar(builder.start(), URI.create("http://127.0.0.1:" + port), log);
        Awaitility.await().atMost(Duration.ofMinutes(10)).until(jar::isReady);
        return jar;
    }

    private boolean isReady() throws IOException, InterruptedException {
        if (!process.isAlive()) throw new IllegalStateException("It has ended: " + Files.readString(log));
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2));
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
