package dev.annals.game.command;

import static dev.annals.game.GameRefusal.GAME_ACCOUNT_NOT_LINKED;
import static dev.annals.game.GameRefusal.GAME_ACCOUNT_TAKEN;
import static dev.annals.game.GameRefusal.GAME_USER_GONE;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.annals.foundation.personal.InMemoryPersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.game.GameAccountCommand.BanGameAccount;
import dev.annals.game.GameAccountCommand.DeleteGameAccount;
import dev.annals.game.GameAccountCommand.LinkGameAccount;
import dev.annals.game.GameAccountCommand.RenameGameAccount;
import dev.annals.game.GameAccountCommand.UnbanGameAccount;
import dev.annals.game.GameAccountEvent;
import dev.annals.game.GameAccountEvent.GameAccountBanned;
import dev.annals.game.GameAccountEvent.GameAccountDeleted;
import dev.annals.game.GameAccountEvent.GameAccountLinked;
import dev.annals.game.GameAccountEvent.GameAccountRenamed;
import dev.annals.game.GameAccountEvent.GameAccountUnbanned;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class GameAccountTest {

    private static final UserId MINA = UserId.of("018f2c5e-7d1a-7abc-8def-0123456789ab");
    private static final UUID OVER_THERE = UUID.fromString("5a1d7e7c-3d0b-4b53-9f7c-0d2a6c9f1e10");

    private final AccessState access = mock(AccessState.class);
    private final InMemoryPersonalData personal = new InMemoryPersonalData();
    private final Personal name = personal.seal(MINA.value(), Purpose.USERNAME, "mina");
    private final GameAccountLinked linked = new GameAccountLinked(MINA, OVER_THERE, name);
    private final AggregateTestFixture<GameAccount> fixture = new AggregateTestFixture<>(GameAccount.class);
    private JdbcClient jdbc;

    @BeforeEach
    void startWithAnEmptyTable() {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        jdbc = JdbcClient.create(database);
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/common/V290__game_accounts.sql"))
                .execute(database);
        fixture.registerInjectableResource(new GameLinks(jdbc, access, personal));
        is(Status.ACTIVE);
    }

    @Test
    void anAccountIsLinkedUnderItsSealedName() {
        when(new LinkGameAccount(MINA, OVER_THERE, "mina")).expectSuccessfulHandlerExecution();

        var row = jdbc.sql("SELECT * FROM game_account").query().singleRow();
        assertThat(row).containsEntry("GAME_USER_ID", OVER_THERE).containsEntry("BANNED", false);
        assertThat(personal.open(Personal.parse(String.valueOf(row.get("USERNAME")))))
                .isEqualTo("mina");
    }

    @Test
    void linkingItAgainChangesNothing() {
        when(new LinkGameAccount(MINA, OVER_THERE, "mina"), linked).expectNoEvents();
    }

    @Test
    void anotherAccountTakesThePlaceOfOneThatWasLostOverThere() {
        link();
        var other = UUID.randomUUID();

        when(new LinkGameAccount(MINA, other, "mina"), linked).expectSuccessfulHandlerExecution();

        assertThat(jdbc.sql("SELECT game_user_id FROM game_account")
                        .query(UUID.class)
                        .list())
                .containsExactly(other);
    }

    @Test
    void whoIsGoneIsNotLinked() {
        is(Status.DELETED);

        refused(new LinkGameAccount(MINA, OVER_THERE, "mina"), GAME_USER_GONE);
        assertThat(jdbc.sql("SELECT count(*) FROM game_account")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anAccountOfSomebodyElseIsRefused() {
        jdbc.sql("INSERT INTO game_account VALUES (?, ?, 'sealed', FALSE)")
                .params(UUID.randomUUID(), OVER_THERE)
                .update();

        refused(new LinkGameAccount(MINA, OVER_THERE, "mina"), GAME_ACCOUNT_TAKEN);
    }

    @Test
    void aNewNameIsWrittenDownOnce() {
        link();

        when(new RenameGameAccount(MINA, "mina-ab"), linked).expectSuccessfulHandlerExecution();
        when(new RenameGameAccount(MINA, "mina"), linked).expectNoEvents();
        when(
                        new RenameGameAccount(MINA, "mina-ab"),
                        linked,
                        new GameAccountRenamed(MINA, personal.seal(MINA.value(), Purpose.USERNAME, "mina-ab")))
                .expectNoEvents();
    }

    @Test
    void aBanAndItsEndAreWrittenDownOnce() {
        link();

        when(new BanGameAccount(MINA), linked).expectEvents(new GameAccountBanned(MINA));
        assertThat(isBanned()).isTrue();
        when(new BanGameAccount(MINA), linked, new GameAccountBanned(MINA)).expectNoEvents();
        when(new UnbanGameAccount(MINA), linked, new GameAccountBanned(MINA))
                .expectEvents(new GameAccountUnbanned(MINA));
        assertThat(isBanned()).isFalse();
        when(new UnbanGameAccount(MINA), linked).expectNoEvents();
    }

    @Test
    void aDeletionIsWrittenDownOnce() {
        link();

        when(new DeleteGameAccount(MINA), linked).expectEvents(new GameAccountDeleted(MINA));
        assertThat(jdbc.sql("SELECT count(*) FROM game_account")
                        .query(Long.class)
                        .single())
                .isZero();
        when(new DeleteGameAccount(MINA), linked, new GameAccountDeleted(MINA)).expectNoEvents();
    }

    @Test
    void whatIsNotLinkedIsNotBannedOrRenamed() {
        refused(new BanGameAccount(MINA), GAME_ACCOUNT_NOT_LINKED, linked, new GameAccountDeleted(MINA));
        refused(new RenameGameAccount(MINA, "hana"), GAME_ACCOUNT_NOT_LINKED, linked, new GameAccountDeleted(MINA));
    }

    @Test
    void onlyThePlatformWritesDownWhatTheGameServerDid() {
        var user = Map.of(EventMetadata.ACTOR, "user:" + MINA);
        for (var command : List.of(
                new LinkGameAccount(MINA, OVER_THERE, "mina"), new BanGameAccount(MINA), new DeleteGameAccount(MINA)))
            fixture.given(linked)
                    .when(command, user)
                    .expectException(CommandRefused.class)
                    .expectExceptionDetails(NOT_PERMITTED);
    }

    private void is(Status status) {
        given(access.lock(MINA)).willReturn(new AccessState.Row(1, status, false));
    }

    private void link() {
        jdbc.sql("INSERT INTO game_account VALUES (?, ?, ?, FALSE)")
                .params(MINA.value(), OVER_THERE, name.text())
                .update();
    }

    private boolean isBanned() {
        return jdbc.sql("SELECT banned FROM game_account").query(Boolean.class).single();
    }

    private ResultValidator<GameAccount> when(Object command, GameAccountEvent... before) {
        TestExecutor<GameAccount> given =
                before.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) before);
        return given.when(command, Map.of(EventMetadata.ACTOR, "system:game"));
    }

    private void refused(Object command, Refusal refusal, GameAccountEvent... before) {
        when(command, before)
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(refusal);
    }
}
