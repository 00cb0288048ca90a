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

    /** Seen red: a setting with a letter too many. */
    @Test
    void everySettingOfOursIsOneThatIsDescribed() throws IOException {
        var settings = Files.readString(Path.of("../docs/settings.md"));
        for (var name : List.of("api", "worker")) {
            Map<String, String> environment = map(services().get(name).get("environment"));
            assertThat(environment.keySet())
                    .allSatisfy(setting -> assertThat(settings).containsPattern(described(setting)));
        }
        Map<String, String> nats = map(services().get("nats").get("environment"));
        var files = new StringBuilder();
        try (Stream<Path> all = Files.list(Path.of("../deploy/nats"))) {
            for (var file : all.filter(Files::isRegularFile).toList()) files.append(Files.readString(file));
        }
        assertThat(nats.keySet()).allSatisfy(setting -> assertThat(files).contains(setting.replaceAll("_FILE$", "")));
    }

    /** {@code ANNALS_RELAY_DURABLES} is also {@code annals.relay.durables}. */
    private static String described(String setting) {
        return "(?i)`" + setting.replaceAll("_FILE$", "").replace("_", "[._-]") + "`";
    }

    /** A secret that is used is given to whoever uses it; a process and ./topology have the same ones. */
    @Test
    void whoeverIsToldOfASecretIsGivenIt() throws IOException {
        var topology = Files.readString(Path.of("../topology"));
        services().forEach((name, service) -> {
            Map<String, String> environment = map(service.getOrDefault("environment", Map.of()));
            List<String> given = map(service.getOrDefault("secrets", List.of()));
            environment.forEach((setting, value) -> {
                if (setting.endsWith("_FILE"))
                    assertThat(given).as(name).contains(value.substring("/run/secrets/".length()));
                if (setting.endsWith("_FILE") && setting.startsWith("ANNALS_"))
                    assertThat(topology).contains(setting + "=");
            });
        });
    }

    /** Seen red: a folder that is not let in. */
    @Test
    void whatTheImageIsBuiltFromIsThereAndIsLetIn() throws IOException {
        var image = Files.readString(Path.of("../Dockerfile"));
        assertThat(image).contains("COPY . .").contains("./mvnw").contains("platform/target/annals.jar");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<finalName>annals</finalName>");
        var letIn = Files.readAllLines(Path.of("../.dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(letIn)
                .contains("mvnw", ".mvn", "pom.xml")
                .allSatisfy(path -> assertThat(Path.of("..", path))
                        .as("not every builder looks into a folder for a wildcard")
                        .exists());
        var modules = java.util.regex.Pattern.compile("<module>(.*?)</module>")
                .matcher(Files.readString(Path.of("../pom.xml")));
        while (modules.find()) {
            assertThat(letIn).contains(modules.group(1));
            assertThat(Path.of("..", modules.group(1), "pom.xml")).exists();
        }
        services().values().forEach(service -> {
            List<String> volumes = map(service.getOrDefault("volumes", List.of()));
            volumes.stream()
                    .filter(volume -> volume.startsWith("./"))
                    .forEach(volume ->
                            assertThat(Path.of("..", volume.split(":")[0])).exists());
        });
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
