package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What can be said of docker-compose.yml where no Docker is. Seen red: a {@code depends_on} without a condition, a secret
 * that nobody makes, a password written into the file.
 */
class ComposeTest {

    private static String text;
    private static Map<String, Object> compose;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(Path.of("../docker-compose.yml"));
        compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static Map<String, Map<String, Object>> services() {
        return map(compose.get("services"));
    }

    @SuppressWarnings("unchecked")
    private static <T> T map(Object value) {
        return (T) value;
    }

    @Test
    void thereAreTheFiveOfThem() {
        assertThat(services()).containsOnlyKeys("postgres", "nats", "nakama", "api", "worker");
    }

    @Test
    void eachIsHealthyBeforeWhoeverNeedsItStarts() throws IOException {
        var image = Files.readString(Path.of("../Dockerfile"));
        services().forEach((name, service) -> {
            if (!service.containsKey("build")) assertThat(service).as(name).containsKey("healthcheck");
            Map<String, Map<String, String>> needs = map(service.getOrDefault("depends_on", Map.of()));
            assertThat(needs.values())
                    .as(name)
                    .allSatisfy(need -> assertThat(need).containsEntry("condition", "service_healthy"));
            assertThat(services().keySet()).containsAll(needs.keySet());
        });
        assertThat(image).contains("HEALTHCHECK").contains("USER annals");
    }

    @Test
    void everySecretIsAFileThatIsMade() throws Exception {
        var made = folder.resolve("secrets");
        var script = new ProcessBuilder("../deploy/secrets", made.toString()).start();
        assertThat(script.waitFor()).isZero();
        Map<String, Map<String, String>> secrets = map(compose.get("secrets"));
        try (Stream<Path> files = Files.list(made)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(secrets.keySet());
        }
        secrets.forEach((name, secret) -> assertThat(secret.get("file")).endsWith("/" + name));
        services().forEach((name, service) -> {
            List<String> used = map(service.getOrDefault("secrets", List.of()));
            assertThat(secrets.keySet()).as(name).containsAll(used);
        });
        for (var name : List.of("nats_relay_password", "nakama_server_key"))
            assertThat(Files.readString(made.resolve(name))).matches("[0-9a-f]{48}");
    }

    @Test
    void noSecretStandsInTheFileAndNoneHasADefault() {
        services().forEach((name, service) -> {
            Map<String, String> environment = map(service.getOrDefault("environment", Map.of()));
            environment.forEach((setting, value) -> {
                if (setting.matches(".*(PASSWORD|SECRET|KEY)(_FILE)?"))
                    assertThat(setting + "=" + value).endsWith(setting.endsWith("_FILE") ? value : "nothing");
                if (setting.endsWith("_FILE")) assertThat(value).startsWith("/run/secrets/");
            });
        });
        assertThat(text).doesNotContain("defaultkey").doesNotContainPattern("\\$\\{[A-Z_]*(PASSWORD|KEY)[A-Z_]*:-");
    }
}
