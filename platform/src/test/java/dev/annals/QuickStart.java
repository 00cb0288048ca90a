package dev.annals;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Comparator.naturalOrder;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * How a test starts the classes of this build in a process of its own: with what every start loads kept ready (JEP 483), as
 * {@code ./run} does, where the JDK can. The first one who asks makes it; whoever asks meanwhile starts without.
 */
final class QuickStart {

    private static final Path FOLDER = Path.of("target", "quick-start").toAbsolutePath();
    private static final Path CACHE = FOLDER.resolve("annals.aot");
    private static final String MAIN = "dev.annals.Platform";
    private static final List<String> AS_BUILT = List.of("-cp", System.getProperty("java.class.path"), MAIN);

    private QuickStart() {}

    /** Options of the JVM, and what it starts. */
    static synchronized List<String> program() {
        if (Runtime.version().feature() < 25) return AS_BUILT;
        try {
            Files.createDirectories(FOLDER);
            try (var file = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE);
                    var lock = file.tryLock()) {
                if (lock == null) return AS_BUILT;
                var jars = jars();
                if (isStale(jars)) train(jars);
                if (!Files.exists(CACHE)) return AS_BUILT;
                return List.of("-XX:AOTCache=" + CACHE, "-Xlog:aot*=off", "-Xlog:cds*=off", "-cp", joined(jars), MAIN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String joined(List<Path> path) {
        return String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
    }

    /** The cache knows no folders. */
    private static List<Path> jars() throws IOException {
        var jars = new ArrayList<Path>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                if (!path.endsWith("test-classes")) jars.add(jar(path));
            } else if (Files.exists(path)) jars.add(path);
        }
        return jars;
    }

    private static Path jar(Path classes) throws IOException {
        var jar = FOLDER.resolve(classes.getParent().getParent().getFileName() + ".jar");
        if (Files.exists(jar) && !newest(classes).isAfter(changed(jar))) return jar;
        var made = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", classes.toString(), ".");
        if (made != 0) throw new IOException("No jar of " + classes);
        return jar;
    }

    private static Instant newest(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(QuickStart::changed).max(naturalOrder()).orElseThrow();
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isStale(List<Path> jars) {
        return !Files.exists(CACHE)
                || jars.stream().anyMatch(jar -> changed(jar).isAfter(changed(CACHE)));
    }

    /** One start on a store of its own, and the end of it: then the JVM writes down what it has loaded. */
    private static void train(List<Path> jars) throws IOException {
        Files.deleteIfExists(CACHE);
        var folder = Files.createTempDirectory(FOLDER, "training");
        var made = folder.resolve("annals.aot");
        var settings = new ArrayList<>(Store.H2.freshDatabase(folder));
        settings.add("--annals.master-key-file=" + folder.resolve("master.key"));
        settings.add("--annals.master-key-create=true");
        try (var process = RunningProcess.start(
                RunningProcess.freePort(),
                folder.resolve("process.log"),
                "",
                List.of("-XX:AOTCacheOutput=" + made, "-cp", joined(jars), MAIN),
                settings)) {
            process.untilReady();
            process.stop();
        }
        if (Files.exists(made)) Files.move(made, CACHE);
    }
}
