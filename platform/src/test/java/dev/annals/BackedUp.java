package dev.annals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A house whose store {@code deploy/backup} and {@code deploy/restore} are tried on. */
final class BackedUp implements AutoCloseable {

    private static final String DATABASE = "annals_backed_up";

    private final House house;
    private final @Nullable PostgresCluster cluster;

    private BackedUp(House house, @Nullable PostgresCluster cluster) {
        this.house = house;
        this.cluster = cluster;
    }

    static BackedUp on(Store store, String... settings) throws IOException, InterruptedException {
        if (store == Store.H2) return new BackedUp(House.fresh(store, settings), null);
        var cluster = PostgresCluster.started();
        cluster.fresh(DATABASE);
        var all = new java.util.ArrayList<>(java.util.List.of(settings));
        all.add("--DATABASE_URL=" + cluster.url(DATABASE));
        return new BackedUp(House.fresh(store, all.toArray(String[]::new)), cluster);
    }

    House house() {
        return house;
    }

    /** On H2 the platform has to be stopped for it. */
    boolean backsUpWhileItRuns() {
        return cluster != null;
    }

    String backup() throws IOException, InterruptedException {
        return script("backup");
    }

    String restore() throws IOException, InterruptedException {
        return script("restore");
    }

    /** The biggest file of the backup. */
    Path file() {
        return house.folder().resolve(cluster == null ? "backup/annals.mv.db" : "backup/log.dump");
    }

    /** Nothing is left of the store. */
    void lose() throws IOException, InterruptedException {
        if (cluster == null) Files.delete(house.folder().resolve("annals.mv.db"));
        else cluster.fresh(DATABASE);
    }

    private String script(String name) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of("../deploy", name).toString(),
                        house.folder().resolve("backup").toString())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.remove("DATABASE_URL");
        if (cluster != null) {
            environment.put("DATABASE_URL", cluster.url(DATABASE));
            environment.put("PATH", cluster.programs() + ":" + environment.get("PATH"));
        }
        environment.put("ANNALS_DATA", house.folder().resolve("annals").toString());
        environment.put("ANNALS_URL", "http://127.0.0.1:1");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        house.close();
        if (cluster != null) cluster.close();
    }
}
