package dev.annals;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.annals.foundation.outbound.TestNats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL of the machine's own, with the programs that come with it: {@code pg_dump} must be of the server's version. */
final class PostgresCluster implements AutoCloseable {

    private final Path programs;
    private final Path folder;
    private final int port = TestNats.freePort();

    private PostgresCluster(Path programs) throws IOException, InterruptedException {
        this.programs = programs;
        folder = Files.createTempDirectory("annals-cluster");
        if (isRoot()) tell(List.of("chown", "postgres", folder.toString()));
        var data = folder.resolve("data").toString();
        asPostgres("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync");
        asPostgres(
                "pg_ctl",
                "-D",
                data,
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1",
                "start");
    }

    /** Where there is none the test is left out. */
    static PostgresCluster started() throws IOException, InterruptedException {
        var programs = newest();
        assumeTrue(programs.isPresent(), "No PostgreSQL with pg_dump under /usr/lib/postgresql");
        return new PostgresCluster(programs.orElseThrow());
    }

    private static Optional<Path> newest() throws IOException {
        var all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) return Optional.empty();
        try (var versions = Files.list(all)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("pg_dump")) && Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Where pg_dump, pg_restore and psql are. */
    Path programs() {
        return programs;
    }

    /** As people write it. */
    String url(String database) {
        return "postgresql://postgres@127.0.0.1:" + port + "/" + database;
    }

    /** An empty database in the place of one that may be there. */
    void fresh(String database) throws IOException, InterruptedException {
        for (var sql : List.of("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)", "CREATE DATABASE " + database))
            tell(List.of(programs.resolve("psql").toString(), "-q", "-d", url("postgres"), "-c", sql));
    }

    private void asPostgres(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (isRoot()) command.addAll(List.of("runuser", "-u", "postgres", "--"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        tell(command);
    }

    private void tell(List<String> command) throws IOException, InterruptedException {
        var said = Files.createTempFile("annals-cluster", ".said");
        var process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        var code = process.waitFor();
        var text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        if (code != 0) throw new IllegalStateException(command + ": " + text);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asPostgres("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "stop");
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
