package dev.annals.role.command;

import static dev.annals.role.RoleName.ADMIN;
import static dev.annals.role.RoleName.OPERATOR;
import static dev.annals.role.RoleName.USER;
import static dev.annals.role.RoleRefusal.LAST_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.TestStores;
import dev.annals.foundation.web.RequestContext;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleCommand.ChangeRoles;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.UserId;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import dev.annals.user.UserCommand.BlockUser;
import dev.annals.user.UserCommand.DeleteUser;
import dev.annals.user.UserCommand.RestoreUser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What only shows when users and roles meet on a real store: one transaction, and two who are at it at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTogetherTest {

    private static final int ROUNDS = 100;

    private @Nullable ConfigurableApplicationContext onH2;
    private @Nullable ConfigurableApplicationContext onPostgres;

    Stream<ConfigurableApplicationContext> stores() {
        if (onH2 == null) onH2 = RoleApplication.start(TestStores.h2Url());
        if (onPostgres == null) onPostgres = RoleApplication.start(TestStores.postgresUrl());
        return Stream.of(onH2, onPostgres);
    }

    @AfterAll
    void close() {
        if (onH2 != null) onH2.close();
        if (onPostgres != null) onPostgres.close();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void whoeverIsRegisteredHoldsUserFromThatMoment(ConfigurableApplicationContext store) {
        var user = new RequestContext("request-7", new Actor.Anonymous(), null, null).during(() -> registered(store));

        var events = holderEvents(store, user);
        assertThat(events)
                .<Object>extracting(DomainEventMessage::getPayload)
                .containsExactly(new RoleGranted(user, USER, new Actor.System("registration"), null));
        assertThat(events.getFirst().getMetaData())
                .containsEntry(EventMetadata.ACTOR, "system:registration")
                .containsEntry(EventMetadata.REQUEST_ID, "request-7");
        assertThat(store.getBean(RoleAuthority.class).rolesOf(user)).containsExactly("USER");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aGrantRaisesTheEpochOfItsHolder(ConfigurableApplicationContext store) {
        var user = registered(store);
        var before = epoch(store, user);

        platform(store, new ChangeRoles(user, Set.of(OPERATOR), Set.of(), ""));
        HeldRoles again = platform(store, new ChangeRoles(user, Set.of(OPERATOR), Set.of(), ""));

        assertThat(epoch(store, user)).isEqualTo(before + 1);
        assertThat(again.roles()).containsExactly(OPERATOR, USER);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aCachedHolderOfAnotherProcessIsNotBelieved(ConfigurableApplicationContext store) {
        var user = registered(store);
        platform(store, new ChangeRoles(user, Set.of(OPERATOR), Set.of(), ""));
        store.getBean(JdbcTemplate.class).update("""
                insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, payload_type,
                    payload_revision, payload, metadata, recorded_at)
                select 'x' || substring(event_id, 2), aggregate_type, aggregate_id, 2, 'role.revoked',
                    payload_revision, payload, metadata, recorded_at
                from domain_event where aggregate_id = ? and sequence_number = 1""", "role-holder:" + user);
        store.getBean(Holdings.class).revoke(user, OPERATOR);

        HeldRoles held = platform(store, new ChangeRoles(user, Set.of(OPERATOR), Set.of(), ""));

        assertThat(held.roles()).containsExactly(OPERATOR, USER);
        assertThat(holderEvents(store, user)).hasSize(4);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void theRefusalToBlockTheLastAdminUndoesTheBlock(ConfigurableApplicationContext store) {
        var admin = onlyAdmin(store);
        var length = userEvents(store, admin);

        assertThatThrownBy(() -> platform(store, new BlockUser(admin, "tired")))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(LAST_ADMIN));
        assertThatThrownBy(() -> platform(store, new DeleteUser(admin, "gone")))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(LAST_ADMIN));

        assertThat(userEvents(store, admin)).isEqualTo(length);
        assertThat(store.getBean(AccessState.class).read(admin).status()).isEqualTo(AccessState.Status.ACTIVE);
        assertThat(store.getBean(RoleAuthority.class).permissionsOf(admin)).isEqualTo(RoleWorld.ALL);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aBlockedAdminMayNothingUntilHeIsRestored(ConfigurableApplicationContext store) {
        onlyAdmin(store);
        var other = admin(store);

        platform(store, new BlockUser(other, "on leave"));
        var meanwhile = store.getBean(RoleAuthority.class).permissionsOf(other);
        platform(store, new RestoreUser(other, null));

        assertThat(meanwhile).isEmpty();
        assertThat(store.getBean(RoleAuthority.class).permissionsOf(other)).isEqualTo(RoleWorld.ALL);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void ofTwoAdminsWhoAreTakenAwayAtOnceOneStays(ConfigurableApplicationContext store) throws Exception {
        var one = onlyAdmin(store);
        var other = admin(store);
        for (var round = 0; round < ROUNDS; round++) {
            atOnce(deed(store, round, one, other), deed(store, round / 4, other, one));

            assertThat(activeAdmins(store)).as("ADMINs left in round %d", round).hasSize(1);
            for (var user : List.of(one, other)) {
                platform(store, new RestoreUser(user, null));
                platform(store, new ChangeRoles(user, Set.of(ADMIN), Set.of(), ""));
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void aRoleIsGivenAndTakenByManyAtOnceAndTheTableSaysWhatTheEventsSay(ConfigurableApplicationContext store)
            throws Exception {
        var user = registered(store);
        Callable<Integer> change = () -> {
            for (var n = 0; n < 25; n++) {
                var both = List.of(Set.of(OPERATOR), Set.<RoleName>of());
                platform(store, new ChangeRoles(user, both.get(n % 2), both.get(1 - n % 2), ""));
            }
            return 0;
        };

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(List.of(change, change, change, change))) done.get();
        }

        var held = new TreeSet<RoleName>();
        for (var event : holderEvents(store, user)) {
            if (event.getPayload() instanceof RoleGranted granted)
                assertThat(held.add(granted.role())).isTrue();
            else assertThat(held.remove(OPERATOR)).isTrue();
        }
        assertThat(store.getBean(Holdings.class).rolesOf(user)).isEqualTo(held);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void theFirstStartDefinesTheFixedRolesAndOneAdmin(ConfigurableApplicationContext store) {
        var defined = store.getBean(Catalogue.class).find(RoleName.BUILT_IN);

        assertThat(defined.keySet()).isEqualTo(RoleName.BUILT_IN);
        assertThat(defined.get(ADMIN).permissions()).containsExactlyInAnyOrderElementsOf(RoleWorld.ALL);
        assertThat(store.getBean(JdbcTemplate.class)
                        .queryForObject(
                                "select count(*) from domain_event where payload_type = 'role.defined'", Integer.class))
                .isEqualTo(4);
    }

    @Test
    void ofTwoProcessesThatStartAtOnceOnANewStoreOneMakesTheRolesAndTheAdmin() throws Exception {
        var url = TestStores.postgresUrl();
        TestStores.migrated(url).close(); // Flyway has a lock of its own; what is looked at comes after it.
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<ConfigurableApplicationContext> start = () -> RoleApplication.startBesideAnother(url);
            var started = threads.invokeAll(List.of(start, start));

            try (var one = started.get(0).get();
                    var other = started.get(1).get()) {
                assertThat(activeAdmins(one)).hasSize(1).isEqualTo(activeAdmins(other));
                assertThat(one.getBean(JdbcTemplate.class).queryForMap("""
                                        select count(*) filter (where payload_type = 'role.defined') as defined,
                                               count(*) filter (where payload_type = 'user.registered') as registered
                                        from domain_event"""))
                        .containsEntry("defined", 4L)
                        .containsEntry("registered", 1L);
            }
        }
    }

    /** One of the four ways to take an ADMIN away. */
    private static Callable<Object> deed(ConfigurableApplicationContext store, int way, UserId actor, UserId victim) {
        return switch (way % 4) {
            case 0 -> () -> by(store, actor, new ChangeRoles(actor, Set.of(), Set.of(ADMIN), "resigns"));
            case 1 -> () -> by(store, actor, new ChangeRoles(victim, Set.of(), Set.of(ADMIN), "rivalry"));
            case 2 -> () -> by(store, actor, new BlockUser(victim, "rivalry"));
            default -> () -> by(store, actor, new BlockUser(actor, "rest"));
        };
    }

    /** Whoever is refused is so because nobody would be left, or because the other one took his rights first. */
    private static void atOnce(Callable<Object> one, Callable<Object> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = threads.invokeAll(Stream.of(one, other)
                    .<Callable<Object>>map(deed -> () -> {
                        start.await();
                        try {
                            return deed.call();
                        } catch (CommandRefused refused) {
                            assertThat(refused.refusal().name())
                                    .isIn("LAST_ADMIN", "NOT_PERMITTED", "GRANT_EXCEEDS_YOURS", "USER_NOT_FOUND");
                            return refused;
                        }
                    })
                    .toList());
            for (var done : both) done.get();
        }
    }

    /** An ADMIN beside whom every other one has lost the role. */
    private static UserId onlyAdmin(ConfigurableApplicationContext store) {
        var admin = admin(store);
        for (var other : activeAdmins(store))
            if (!other.equals(admin)) platform(store, new ChangeRoles(other, Set.of(), Set.of(ADMIN), ""));
        return admin;
    }

    private static UserId admin(ConfigurableApplicationContext store) {
        var user = registered(store);
        platform(store, new ChangeRoles(user, Set.of(ADMIN), Set.of(), ""));
        return user;
    }

    private static UserId registered(ConfigurableApplicationContext store) {
        var name = "user-" + UUID.randomUUID().toString().substring(0, 18);
        return store.getBean(Accounts.class)
                .register(new Registration(name, null, "Password123", Map.of()))
                .userId();
    }

    private static List<UserId> activeAdmins(ConfigurableApplicationContext store) {
        return store
                .getBean(JdbcTemplate.class)
                .queryForList("select user_id from active_admin order by user_id", UUID.class)
                .stream()
                .map(UserId::new)
                .toList();
    }

    private static long epoch(ConfigurableApplicationContext store, UserId user) {
        return store.getBean(AccessState.class).read(user).epoch();
    }

    private static <R> R platform(ConfigurableApplicationContext store, Object command) {
        return RequestContext.system("test").during(() -> commands(store).sendAndWait(command));
    }

    private static Object by(ConfigurableApplicationContext store, UserId actor, Object command) {
        return RequestContext.anonymous(null)
                .as(new Actor.User(actor))
                .during(() -> commands(store).sendAndWait(command));
    }

    private static CommandGateway commands(ConfigurableApplicationContext store) {
        return store.getBean(CommandGateway.class);
    }

    private static List<? extends DomainEventMessage<?>> holderEvents(
            ConfigurableApplicationContext store, UserId user) {
        return store.getBean(EventStore.class)
                .readEvents("role-holder:" + user)
                .asStream()
                .toList();
    }

    private static long userEvents(ConfigurableApplicationContext store, UserId user) {
        return store.getBean(EventStore.class)
                .readEvents(user.toString())
                .asStream()
                .count();
    }
}
