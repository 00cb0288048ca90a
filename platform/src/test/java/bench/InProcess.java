package bench;

import dev.annals.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The platform without its projections, so that only the write side is measured. */
record InProcess(ConfigurableApplicationContext context) implements AutoCloseable {

    static InProcess on(DurablePostgres database) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/bench")), "append");
        return new InProcess(new SpringApplication(Platform.class, Tally.class)
                .run(
                        "--DATABASE_URL=" + database.url(),
                        "--server.port=0",
                        "--annals.roles=api",
                        "--annals.admin.username=bench-admin",
                        "--annals.admin.password=correct horse battery staple",
                        "--annals.master-key-file=" + folder.resolve("master.key"),
                        "--annals.master-key-create=true",
                        "--logging.level.root=WARN"));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
