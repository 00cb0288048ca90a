package dev.annals.foundation.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLEncoder;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseUrlTest {

    private static final String[] FORMS = {
        "jdbc:postgresql://", "postgresql://", "postgres://", "postgresql+psycopg://", "postgresql+psycopg2://"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:5433/annals?user=me&password=s3cret",
                "postgresql://me:s3cret@db:5433/annals",
                "postgres://me:s3cret@db:5433/annals",
                "postgresql+psycopg://me:s3cret@db:5433/annals"
            })
    void everyFormIsTheSameDatabase(String text) {
        var url = DatabaseUrl.parse(text);

        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "jdbc:postgresql://db:5433/annals?reWriteBatchedInserts=true&ApplicationName=annals",
                        "me",
                        "s3cret"));
        assertThat(url.toString()).doesNotContain("s3cret");
    }

    @Test
    void libpqNamesBecomeTheDriversAndOthersStay() {
        var url = DatabaseUrl.parse("postgres://db/annals?sslmode=verify-full&connect_timeout=3&application_name=a b");

        assertThat(properties(url))
                .containsEntry("sslmode", "verify-full")
                .containsEntry("connectTimeout", "3")
                .containsEntry("ApplicationName", "a b");
    }

    @Test
    void whatTheOperatorSaysAboutBatchesWins() {
        var url = DatabaseUrl.parse("postgres://db/annals?reWriteBatchedInserts=false");

        assertThat(properties(url)).containsEntry("reWriteBatchedInserts", "false");
    }

    @Test
    void aHostMayBeAbsentSeveralOrVersionSix() {
        assertThat(DatabaseUrl.parse("postgresql:///annals").jdbcUrl())
                .startsWith("jdbc:postgresql://localhost/annals?");
        assertThat(DatabaseUrl.parse("postgresql://a:1,b:2/annals").jdbcUrl()).startsWith("jdbc:postgresql://a:1,b:2/");
        assertThat(properties(DatabaseUrl.parse("postgresql://[::1]:5432/annals")))
                .containsEntry("PGPORT", "5432");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://me:s3cret@db/annals", "s3cret", "postgresql://me:s3cret@db", "postgresql+://s3cret"})
    void whatIsNoneIsRefusedWithoutQuotingIt(String text) {
        assertThatExceptionOfType(SettingRefused.class)
                .isThrownBy(() -> DatabaseUrl.parse(text))
                .withMessageContaining("DATABASE_URL")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void anH2UrlStaysAsItIs() {
        assertThat(DatabaseUrl.parse("jdbc:h2:mem:x;MODE=PostgreSQL").jdbcUrl())
                .isEqualTo("jdbc:h2:mem:x;MODE=PostgreSQL");
    }

    /** Whatever stands in user, password and database name: once encoded, the driver reads the same again. */
    @Test
    void everyEncodedNameArrivesAsItWas() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (var run = 0; run < 2_000; run++) {
            var user = text(random);
            var password = text(random);
            var database = text(random);
            var form = FORMS[random.nextInt(FORMS.length)];
            var url =
                    DatabaseUrl.parse(form + encode(user) + ":" + encode(password) + "@host:6000/" + encode(database));

            assertThat(url.user()).as("seed %d", seed).isEqualTo(user);
            assertThat(url.password()).as("seed %d", seed).isEqualTo(password);
            assertThat(properties(url)).as("seed %d: %s", seed, url).containsEntry("PGDBNAME", database);
        }
    }

    /** People paste passwords as they are. */
    @Test
    void aPasswordThatWasNotEncodedArrivesToo() {
        var url = DatabaseUrl.parse("postgresql://me:p@ss/w:rd#+1@db/annals");

        assertThat(url.password()).isEqualTo("p@ss/w:rd#+1");
        assertThat(url.jdbcUrl()).startsWith("jdbc:postgresql://db/annals?");
    }

    private static Properties properties(DatabaseUrl url) {
        return java.util.Objects.requireNonNull(Driver.parseURL(url.jdbcUrl(), new Properties()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String text(Random random) {
        var alphabet =
                "abzAZ09 @:/?#[]%&=+;,'\"\\$!*()~^|<>{}`é한🦊".codePoints().toArray();
        return random.ints(1 + random.nextInt(20), 0, alphabet.length)
                .map(i -> alphabet[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
