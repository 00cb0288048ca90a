package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.People.Person;
import dev.annals.foundation.evidence.AuditChain;
import dev.annals.foundation.evidence.Break;
import dev.annals.foundation.evidence.KeptHead;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.TestNats;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.store.Positions;
import dev.annals.verification.Verification;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A backup is restored into an empty store: erasures are applied before anything is answered, the chain and every table are
 * whole, who kept a later head is told what is missing, and subscribers are told nothing twice although the stream is ahead.
 *
 * <p>Red: a changed byte in the backup; the list of erasures of the backup's day.
 */
class BackupTest {

    @ParameterizedTest
    @EnumSource(Store.class)
    void aBackupIsRestoredIntoAnEmptyStoreAndVerified(Store store) throws Exception {
        try (var nats = TestNats.started();
                var backed = BackedUp.on(store, "--nats.url=" + nats.url())) {
            var house = backed.house();
            var people = new People(house);
            var hana = people.somebody();
            var erased = people.somebody();
            awaitTold(nats, erased.id());
            var before = sealed(house);
            if (!backed.backsUpWhileItRuns()) {
                assertThat(backed.backup()).contains("in use");
                house.close();
            }
            assertThat(backed.backup()).contains("Backed up");
            if (!backed.backsUpWhileItRuns()) house.restart();

            var admin = new People(house).admin().http();
            var asked = admin.post("/api/v1/users/" + erased.id() + "/erase", Map.of("reason", "Asked for it"));
            assertThat(asked.status()).as("%s", asked).isLessThan(300);
            // Whoever is told has to be told first.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> name(house, erased).isEmpty());
            var forgotten = new People(house).somebody();
            awaitTold(nats, forgotten.id());
            var later = sealed(house);
            house.close();

            assertThat(backed.restore()).contains("already");
            backed.lose();
            assertThat(backed.restore()).contains("Restored");
            house.restart();

            assertThat(name(house, hana)).isEqualTo(hana.username());
            assertThat(name(house, erased)).isEmpty();
            sealed(house);
            var chain = house.part(AuditChain.class);
            assertThat(chain.verify(before).breaks()).isEmpty();
            assertThat(chain.verify(later).breaks()).extracting(Break::kind).contains(Break.Kind.HEAD_LOST);
            VerificationTest.READ_MODELS.forEach(
                    table -> house.part(ReadModels.class).awaitHead(table.replace('_', '-')));
            assertThat(house.part(Verification.class).compare().differences()).isEmpty();
            var afterwards = new People(house).somebody();
            awaitTold(nats, afterwards.id());
            assertThat(Stream.of(nats)).extracting(Stream.Stored::id).doesNotHaveDuplicates();
            assertThat(created(nats, hana.id())).isEqualTo(1);
            assertThat(created(nats, afterwards.id())).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aBackupThatIsNotWhatWasWrittenIsNotRestored(Store store) throws Exception {
        try (var backed = BackedUp.on(store)) {
            backed.house().close();
            assertThat(backed.backup()).contains("Backed up");
            var bytes = Files.readAllBytes(backed.file());
            bytes[bytes.length / 2] ^= 1;
            Files.write(backed.file(), bytes);
            backed.lose();

            assertThat(backed.restore()).contains("not what was written").doesNotContain("Restored");
        }
    }

    private static void awaitTold(TestNats nats, String user) {
        await().atMost(Duration.ofSeconds(60)).until(() -> created(nats, user) == 1);
    }

    private static long created(TestNats nats, String user) {
        return Stream.of(nats).stream()
                .filter(message ->
                        message.subject().endsWith(".created") && message.body().contains(user))
                .count();
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
}
