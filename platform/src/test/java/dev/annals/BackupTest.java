package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.People.Person;
import dev.annals.foundation.evidence.AuditChain;
import dev.annals.foundation.evidence.Break;
import dev.annals.foundation.evidence.KeptHead;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.store.Positions;
import dev.annals.verification.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A backup is restored into an empty store: erasures are applied before anything is answered, the chain and every table are
 * whole, and who kept a later head is told what is missing.
 *
 * <p>Red: a changed byte in the backup; the list of erasures of the backup's day.
 */
class BackupTest {

    @Test
    void aBackupIsRestoredIntoAnEmptyStoreAndVerified() throws Exception {
        try (var house = House.fresh(Store.H2)) {
            var people = new People(house);
            var hana = people.somebody();
            var erased = people.somebody();
            var before = sealed(house);
            assertThat(script(house, "backup")).contains("in use");
            house.close();
            assertThat(script(house, "backup")).contains("Backed up");

            house.restart();
            var admin = new People(house).admin().http();
            var asked = admin.post("/api/v1/users/" + erased.id() + "/erase", Map.of("reason", "Asked for it"));
            assertThat(asked.status()).as("%s", asked).isLessThan(300);
            var later = sealed(house);
            house.close();

            assertThat(script(house, "restore")).contains("already");
            Files.delete(house.folder().resolve("annals.mv.db"));
            assertThat(script(house, "restore")).contains("Restored");
            house.restart();

            assertThat(name(house, hana)).isEqualTo(hana.username());
            assertThat(name(house, erased)).isEmpty();
            sealed(house);
            var chain = house.part(AuditChain.class);
            assertThat(chain.verify(before).breaks()).isEmpty();
            assertThat(chain.verify(later).breaks()).extracting(Break::kind).containsExactly(Break.Kind.HEAD_LOST);
            VerificationTest.READ_MODELS.forEach(
                    table -> house.part(ReadModels.class).awaitHead(table.replace('_', '-')));
            assertThat(house.part(Verification.class).compare().differences()).isEmpty();
        }
    }

    @Test
    void aBackupThatIsNotWhatWasWrittenIsNotRestored() throws Exception {
        try (var house = House.fresh(Store.H2)) {
            house.close();
            script(house, "backup");
            var file = house.folder().resolve("backup/annals.mv.db");
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            Files.delete(house.folder().resolve("annals.mv.db"));

            assertThat(script(house, "restore")).contains("not what was written");
            assertThat(house.folder().resolve("annals.mv.db")).doesNotExist();
        }
    }

    /** The head when everything that has happened is under a seal. */
    private static KeptHead sealed(House house) {
        var now = house.part(Positions.class).head().index();
        var chain = house.part(AuditChain.class);
        var seal = await().atMost(Duration.ofSeconds(30))
                .until(chain::seal, newest -> newest.isPresent() && newest.get().position() >= now)
                .orElseThrow();
        return new KeptHead(seal.position(), seal.hash());
    }

    private static String name(House house, Person person) {
        var admin = new People(house).admin().http();
        return admin.get("/api/v1/users/" + person.id()).body().path("username").asString("");
    }

    private static String script(House house, String name) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of("../deploy", name).toString(),
                        house.folder().resolve("backup").toString())
                .redirectErrorStream(true);
        builder.environment().remove("DATABASE_URL");
        builder.environment()
                .put("ANNALS_DATA", house.folder().resolve("annals").toString());
        builder.environment().put("ANNALS_URL", "http://127.0.0.1:1");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
