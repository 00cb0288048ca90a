package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.AnnalsCommand.Said;
import dev.annals.foundation.outbound.Stream;
import dev.annals.foundation.outbound.TestNats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may look into the stream with {@code ./annals tail}, and what he gets. */
class RelayTailTest {

    private static TestNats nats;
    private static House house;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        nats = TestNats.started();
        house = House.fresh(Store.H2, "--nats.url=" + nats.url());
    }

    @AfterAll
    static void stop() {
        house.close();
        nats.close();
    }

    @Test
    void anAuditorIsShownNothingOfTheStreamAndIsToldSo() throws Exception {
        var auditor = new People(house).holderOf("AUDITOR");

        var said = tail(auditor);

        assertThat(said.exitCode()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains("NOT_PERMITTED").doesNotContain("Subject", auditor.username());
        assertThat(auditor.http()
                        .get("/api/v1/audit/events?type=user.registered&limit=1")
                        .status())
                .as("what has left he reads where it comes from")
                .isEqualTo(200);
    }

    @Test
    void anAuditorWhoMayOperateTheRelayIsShownWholeMessagesAndThatIsRecorded() throws Exception {
        var people = new People(house);
        var admin = people.admin().http();
        admin.post("/api/v1/roles", Map.of("role", "STREAM_READER", "permissions", List.of("relay.operate")));
        var auditor = people.holderOf("AUDITOR");
        admin.put("/api/v1/users/" + auditor.id() + "/roles/STREAM_READER", Map.of("reason", "An inquiry"));
        var again = people.signedIn(auditor.username(), People.PASSWORD);
        var mina = people.somebody(People.freshName("mina"));
        await().atMost(ofSeconds(20))
                .until(() ->
                        Stream.of(nats).stream().anyMatch(told -> told.body().contains(mina.username())));

        var said = tail(again);

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("Subject: user.events.created", mina.username(), mina.id());
        var reads = new ArrayList<String>();
        admin.get("/api/v1/audit/events?type=audit.read&actor=user:" + auditor.id())
                .body()
                .path("items")
                .forEach(item -> reads.add(item.toString()));
        assertThat(reads).anySatisfy(read -> assertThat(read).contains("/api/v1/relay/messages"));
    }

    @Test
    void whoMayOperateTheRelayAndNotReadUsersIsShownNothing() throws Exception {
        var people = new People(house);
        var admin = people.admin().http();
        admin.post("/api/v1/roles", Map.of("role", "PLUMBER", "permissions", List.of("relay.operate")));
        var plumber = people.holderOf("PLUMBER");

        assertThat(tail(plumber).text()).contains("NOT_PERMITTED");
        assertThat(plumber.http().get("/api/v1/relay/operations").status()).isEqualTo(200);
    }

    private Said tail(People.Person by) throws Exception {
        var annals = new AnnalsCommand(house, home, People.PASSWORD);
        annals.run("login", by.username());
        return annals.run("tail", "100");
    }
}
