package dev.annals.foundation.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EnvironmentSettingsTest {

    private static final String POSTGRES = "postgresql://me:s3cret@db/annals";

    @TempDir
    private Path folder;

    @Test
    void aDatabaseUrlBecomesTheDataSource() {
        var environment = environment(Map.of("DATABASE_URL", POSTGRES));

        assertThat(environment.getProperty("spring.datasource.url")).startsWith("jdbc:postgresql://db/annals?");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("s3cret");
        assertThat(environment.getProperty("spring.datasource.hikari.connection-init-sql"))
                .isEqualTo("SET statement_timeout = '30s'; SET lock_timeout = '10s';"
                        + " SET idle_in_transaction_session_timeout = '10s'");
    }

    @Test
    void springsOwnNameWins() {
        var environment =
                environment(Map.of("DATABASE_URL", POSTGRES, "SPRING_DATASOURCE_URL", "jdbc:postgresql://other/x"));

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://other/x");
    }

    @Test
    void thePasswordMayComeApart() throws Exception {
        var file = Files.writeString(folder.resolve("password"), "from-a-file\n");
        var environment = environment(
                Map.of("DATABASE_URL", "postgresql://me@db/annals", "DATABASE_PASSWORD_FILE", file.toString()));

        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("from-a-file");
    }

    @Test
    void aSecretFromAFileIsReadLikeOneFromTheEnvironment() throws Exception {
        var file = Files.writeString(folder.resolve("admin"), "correct horse\n");
        var environment = environment(Map.of("ANNALS_ADMIN_PASSWORD_FILE", file.toString()));

        assertThat(Binder.get(environment)
                        .bind("annals.admin.password", String.class)
                        .get())
                .isEqualTo("correct horse");
    }

    @Test
    void aSecretGivenTwiceIsRefused() throws Exception {
        var file = Files.writeString(folder.resolve("secret"), "a");
        refused(Map.of("SECRET_KEY", "b", "SECRET_KEY_FILE", file.toString()), "both");
    }

    @Test
    void aSecretFileThatIsNotThereIsRefused() {
        refused(Map.of("SECRET_KEY_FILE", folder.resolve("none").toString()), "cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET_KEY=your-secret-key", "JWT_SECRET=your_jwt_secret", "NAKAMA_SERVER_KEY=defaultkey"})
    void aSecretOutOfAGuideIsRefusedOnPostgresAndTakenOnTheEmbeddedStore(String setting) {
        var pair = setting.split("=");
        refused(Map.of("DATABASE_URL", POSTGRES, pair[0], pair[1]), "well-known default");
        assertThat(environment(Map.of(pair[0], pair[1])).getProperty(pair[0])).isEqualTo(pair[1]);
    }

    @Test
    void aShortSigningSecretIsRefusedOnPostgres() {
        refused(Map.of("DATABASE_URL", POSTGRES, "SECRET_KEY", "only-twenty-bytes-xx"), "at least 32");
        environment(Map.of("DATABASE_URL", POSTGRES, "SECRET_KEY", "x".repeat(32)));
    }

    @Test
    void logsAreTextUnlessJsonIsAskedFor() {
        assertThat(environment(Map.of()).getProperty("logging.structured.format.console"))
                .isNull();
        assertThat(environment(Map.of("ANNALS_LOGS", "json")).getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
        refused(Map.of("ANNALS_LOGS", "xml"), "text or json");
    }

    @ParameterizedTest
    @CsvSource({"1h,1h", "3600,3600", "'2 w',14d"})
    void milkywaysLifetimeIsReadAsItsLibraryReadsIt(String given, String read) {
        assertThat(environment(Map.of("JWT_EXPIRES_IN", given)).getProperty("annals.token.lifetime.milkyway"))
                .isEqualTo(read);
        refused(Map.of("JWT_EXPIRES_IN", given + "x"), "JWT_EXPIRES_IN");
    }

    @Test
    void aTimeOutThatIsSqlIsRefused() {
        refused(Map.of("DATABASE_URL", POSTGRES, "ANNALS_DATABASE_LOCK_TIMEOUT", "1s'; DROP"), "look like");
    }

    @Test
    void aProcessDoesEverythingUnlessItIsTold() {
        var everything = Binder.get(environment(Map.of())).bindOrCreate("annals", Roles.class);
        var worker = Binder.get(environment(Map.of("ANNALS_ROLES", "projections,relay")))
                .bind("annals", Roles.class)
                .get();

        assertThat(everything.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(worker.has(Role.API)).isFalse();
        assertThat(worker.has(Role.RELAY)).isTrue();
    }

    @Test
    void anUnknownRoleIsRefused() {
        var binder = Binder.get(environment(Map.of("ANNALS_ROLES", "api,worker")));

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> binder.bind("annals", Roles.class))
                .havingRootCause()
                .withMessageContaining("worker");
    }

    private static void refused(Map<String, Object> variables, String why) {
        assertThatExceptionOfType(SettingRefused.class)
                .isThrownBy(() -> environment(variables))
                .withMessageContaining(why)
                .withMessageNotContaining("s3cret");
    }

    private static ConfigurableEnvironment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        new EnvironmentSettings().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
