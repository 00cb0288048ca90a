package dev.annals.role.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The write-side tables on an H2 of their own, with the four fixed roles, and what the rules ask of others. */
final class RoleWorld {

    static final UserId ALICE = UserId.of("00000000-0000-4000-8000-00000000000a");
    static final UserId BOB = UserId.of("00000000-0000-4000-8000-00000000000b");
    static final UserId CAROL = UserId.of("00000000-0000-4000-8000-00000000000c");
    static final RoleName DOCTOR = new RoleName("DOCTOR");
    static final RoleName KEEPER = new RoleName("KEEPER");
    static final Set<Permission> ALL = EnumSet.allOf(Permission.class);

    final JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"));
    final Catalogue catalogue = new Catalogue(jdbc);
    final Holdings holdings = new Holdings(jdbc);
    final RoleAuthority authority = new RoleAuthority(jdbc);
    final Access access = new Access();

    RoleWorld() {
        createTables(jdbc);
        catalogue.define(RoleName.USER, Set.of());
        catalogue.define(RoleName.OPERATOR, Set.of(Permission.USERS_READ));
        catalogue.define(RoleName.AUDITOR, Set.of(Permission.AUDIT_READ));
        catalogue.define(RoleName.ADMIN, ALL);
        access.open(ALICE, false);
        access.open(BOB, false);
        access.open(CAROL, false);
    }

    static void createTables(JdbcTemplate jdbc) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/common/V240__roles.sql"))
                .execute(jdbc.getDataSource());
    }

    Granting granting() {
        return new Granting(authority, catalogue, holdings, access, new ReadableSeals());
    }

    <T> AggregateTestFixture<T> fixture(Class<T> aggregate, Actor actor) {
        var fixture = new AggregateTestFixture<>(aggregate);
        fixture.registerCommandDispatchInterceptor(
                commands -> (index, command) -> command.andMetaData(Map.of(EventMetadata.ACTOR, actor.text())));
        fixture.registerInjectableResource(granting());
        fixture.registerInjectableResource(new Defining(authority, catalogue, holdings, access));
        return fixture;
    }

    /** A user who holds a role of his own that permits exactly this. */
    Actor userWith(UserId userId, Permission... permissions) {
        catalogue.define(KEEPER, List.of(permissions));
        holdings.grant(userId, KEEPER, true);
        return new Actor.User(userId);
    }

    Actor admin(UserId userId) {
        holdings.grant(userId, RoleName.ADMIN, true);
        return new Actor.User(userId);
    }

    static Personal sealed(UserId userId, String reason) {
        return new ReadableSeals().seal(userId.value(), Purpose.REASON, reason);
    }

    /** Access rows in memory; remembers whose epoch was raised. */
    static final class Access implements AccessState {

        final List<UserId> raised = new ArrayList<>();
        private final Map<UserId, Row> rows = new HashMap<>();

        @Override
        public void open(UserId userId, boolean passwordChangeRequired) {
            rows.put(userId, new Row(0, Status.ACTIVE, passwordChangeRequired));
        }

        @Override
        public @Nullable Row lock(UserId userId) {
            return rows.get(userId);
        }

        @Override
        public void raiseEpoch(UserId userId) {
            raised.add(userId);
        }

        @Override
        public void setStatus(UserId userId, Status status) {
            rows.put(userId, new Row(0, status, false));
        }

        @Override
        public void setPasswordChangeRequired(UserId userId, boolean required) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void openSession(SessionId sessionId, UserId userId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SessionId> openSessions(UserId userId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void endSession(SessionId sessionId) {
            throw new UnsupportedOperationException();
        }
    }

    /** Sealed the same way each time, so that events can be compared. */
    private static final class ReadableSeals implements PersonalData {

        @Override
        public Personal seal(UUID subject, Purpose purpose, String clear) {
            return new Personal(subject, 1, purpose, new byte[12], clear.getBytes(UTF_8));
        }

        @Override
        public String open(Personal sealed) {
            return new String(sealed.cipherText(), UTF_8);
        }
    }
}
