package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaCalls.assertFailure;
import static dev.annals.game.relay.NakamaCalls.nakama;
import static dev.annals.game.relay.NakamaCalls.soon;
import static dev.annals.game.relay.NakamaFailure.Kind.BANNED;
import static dev.annals.game.relay.NakamaFailure.Kind.HTTP_KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.KEY_REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.MODULE_MISSING;
import static dev.annals.game.relay.NakamaFailure.Kind.NOT_FOUND;
import static dev.annals.game.relay.NakamaFailure.Kind.REFUSED;
import static dev.annals.game.relay.NakamaFailure.Kind.USERNAME_TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.shared.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nakama.NakamaStub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the game server does when it is asked, on a stub that answers as a real one was seen to. */
class NakamaTest {

    private static final NakamaStub STUB = NakamaStub.start();

    private final String id = UUID.randomUUID().toString();

    @AfterAll
    static void stop() {
        STUB.close();
    }

    @Test
    void aNewUserGetsAnAccountOfHisNameAndASession() throws NakamaFailure {
        var session = ours().authenticate(id, "mina " + id, soon());

        var account = STUB.accounts().of(id);
        assertThat(account).isNotNull();
        assertThat(account.username()).isEqualTo("mina " + id);
        assertThat(session.gameUserId()).isEqualTo(account.id());
        assertThat(session.username()).isEqualTo(account.username());
        assertThat(session.toString()).doesNotContain(session.token());
    }

    @Test
    void theNameTravelsInTheQueryAndTheVariablesInTheBody() throws NakamaFailure {
        ours().authenticate(id, "ünï&c=d " + id, soon());

        assertThat(STUB.requests())
                .last()
                .asString()
                .startsWith(
                        "POST /v2/account/authenticate/custom?create=true&username=%C3%BCn%C3%AF%26c%3Dd%20" + id + " ")
                .endsWith("}")
                .contains("\"id\":\"" + id + "\"", "\"vars\":{\"annals_user_id\":\"" + id + "\"}")
                .doesNotContain("\"username\"", "\"create\"");
    }

    @Test
    void whoHasAnAccountKeepsItsName() throws NakamaFailure {
        var first = ours().authenticate(id, "first-" + id, soon());
        var second = ours().authenticate(id, "second-" + id, soon());

        assertThat(second.gameUserId()).isEqualTo(first.gameUserId());
        assertThat(second.username()).isEqualTo("first-" + id);
        assertThat(second.token()).isNotEqualTo(first.token());
    }

    @Test
    void nobodyIsMadeWhereNoneIsAskedFor() {
        assertFailure(NOT_FOUND, () -> ours().authenticate(id, null, soon()));
        assertThat(STUB.accounts().of(id)).isNull();
    }

    @Test
    void aTakenNameABannedUserAndAnIdThatIsNoneAreToldApart() throws NakamaFailure {
        ours().authenticate(id, "taken-" + id, soon());
        assertFailure(
                USERNAME_TAKEN, () -> ours().authenticate(UUID.randomUUID().toString(), "taken-" + id, soon()));
        STUB.accounts().put(id, "taken-" + id, true);
        assertFailure(BANNED, () -> ours().authenticate(id, null, soon()));
        assertFailure(REFUSED, () -> ours().authenticate("short", null, soon()));
    }

    @Test
    void aTakenNameGetsASuffixThatIsAlwaysTheSame() throws NakamaFailure {
        var name = "hana-" + id;
        STUB.accounts().put("somebody-else", name, false);

        var session = new SigningIn(ours()).signIn(UserId.of(id), name, soon());

        assertThat(session.username()).isEqualTo(name + "-" + id.substring(32));
        assertThat(GameNames.fits(session.username(), name, UserId.of(id))).isTrue();
    }

    @Test
    void whoeverSignsInAtTheSameTimeGetsTheSameAccount() throws Exception {
        STUB.accounts().makingTakes(20);
        var user = UserId.of(id);
        try (var callers = Executors.newFixedThreadPool(8)) {
            Callable<UUID> signIn = () ->
                    new SigningIn(ours()).signIn(user, "race-" + id, soon()).gameUserId();
            var found = new HashSet<UUID>();
            for (var answer : callers.invokeAll(java.util.Collections.nCopies(3, signIn))) found.add(answer.get());
            assertThat(found).hasSize(1);
        } finally {
            STUB.accounts().makingTakes(2);
        }
    }

    @Test
    void aWrongKeyIsToldFromAWrongUser() {
        assertFailure(
                KEY_REFUSED,
                () -> nakama(STUB.port(), "wrong", STUB.httpKey(), "").authenticate(id, "x-" + id, soon()));
        assertFailure(
                HTTP_KEY_REFUSED,
                () -> nakama(STUB.port(), STUB.serverKey(), "wrong", "").act("annals_ban", UUID.randomUUID(), soon()));
        assertFailure(
                HTTP_KEY_REFUSED,
                () -> nakama(STUB.port(), STUB.serverKey(), "", "").act("annals_ban", UUID.randomUUID(), soon()));
        assertFailure(MODULE_MISSING, () -> ours().act("annals_unknown", UUID.randomUUID(), soon()));
    }

    @Test
    void aModuleThatIsNotThereIsNotAskedAgainAtOnce() {
        var nakama = nakama(STUB.port(), STUB.serverKey(), "wrong", "");
        assertFailure(HTTP_KEY_REFUSED, () -> nakama.act("annals_ban", UUID.randomUUID(), soon()));
        var calls = STUB.calls();

        for (var time = 0; time < 20; time++)
            assertFailure(HTTP_KEY_REFUSED, () -> nakama.act("annals_ban", UUID.randomUUID(), soon()));

        assertThat(STUB.calls()).isEqualTo(calls);
        assertThat(nakama.moduleTrouble()).isEqualTo(HTTP_KEY_REFUSED);
    }

    @Test
    void theModuleBansUnbansRenamesListsAndDeletes() throws NakamaFailure {
        var nakama = ours();
        var there = nakama.authenticate(id, "deeds-" + id, soon()).gameUserId();

        nakama.act("annals_ban", there, soon());
        assertThat(nakama.accounts(List.of(there, UUID.randomUUID()), soon()))
                .containsExactly(new Nakama.Account(there, id, "deeds-" + id, true));
        nakama.act("annals_unban", there, soon());
        nakama.rename(there, "renamed-" + id, soon());
        assertThat(nakama.accounts(List.of(there), soon()))
                .containsExactly(new Nakama.Account(there, id, "renamed-" + id, false));
        STUB.accounts().put("another-one", "hers-" + id, false);
        assertFailure(USERNAME_TAKEN, () -> nakama.rename(there, "hers-" + id, soon()));
        nakama.act("annals_delete", there, soon());
        nakama.act("annals_delete", there, soon());
        assertThat(nakama.accounts(List.of(there), soon())).isEmpty();
        assertFailure(NOT_FOUND, () -> nakama.rename(there, "nobody-" + id, soon()));
    }

    @Test
    void withASecretAUserIsNamedByATokenThatTheModuleChecks() throws NakamaFailure {
        var secret = "a secret that both of them know well enough";
        try (var proving = NakamaStub.start(0, "k", "h", secret)) {
            var session = nakama(proving.port(), "k", "h", secret).authenticate(id, "jwt-" + id, soon());

            var account = proving.accounts().of(id);
            assertThat(account).isNotNull();
            assertThat(account.username()).isEqualTo("jwt-" + id);
            assertThat(session.gameUserId()).isEqualTo(account.id());
            assertFailure(
                    KEY_REFUSED, () -> nakama(proving.port(), "k", "h", "").authenticate(id, "jwt-" + id, soon()));
            assertFailure(
                    KEY_REFUSED,
                    () -> nakama(proving.port(), "k", "h", "another secret").authenticate(id, "jwt-" + id, soon()));
        }
    }

    private static Nakama ours() {
        return NakamaCalls.nakama(STUB.port(), STUB.serverKey(), STUB.httpKey(), "");
    }
}
