package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.audit.AuditQuery.FindEvents;
import dev.annals.audit.AuditRecord;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleHistoryEntry;
import dev.annals.role.RoleHolderEvent.RoleGranted;
import dev.annals.role.RoleHolderEvent.RoleRevoked;
import dev.annals.role.RoleHolding;
import dev.annals.role.RoleName;
import dev.annals.role.RoleQuery.HoldersOf;
import dev.annals.role.RoleQuery.RoleCatalogue;
import dev.annals.role.RoleQuery.RoleHistory;
import dev.annals.role.RoleQuery.RolesOf;
import dev.annals.session.EndCause;
import dev.annals.session.LoginRecord;
import dev.annals.session.OpenSession;
import dev.annals.session.SessionEvent.SessionEnded;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SessionEvent.SignInFailed;
import dev.annals.session.SessionQuery.LoginHistory;
import dev.annals.session.SessionQuery.OpenSessionsOf;
import dev.annals.session.SessionQuery.StreakOf;
import dev.annals.session.SignInMethod;
import dev.annals.session.Streak;
import dev.annals.session.TokenProfile;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserQuery.ListUsers;
import dev.annals.user.UserView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From events in the log to answers, through projections and read tables as they are. */
@ParameterizedClass
@ValueSource(strings = {"h2", "postgres"})
class QuestionsTest {

    private static final Map<String, ConfigurableApplicationContext> CONTEXTS = new HashMap<>();
    private static final AtomicLong ALIASES = new AtomicLong();
    private static final Actor ADMIN = new Actor.System("test");
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final ConfigurableApplicationContext context;
    private final Questions questions;
    private final UserId mina = new UserId(UUID.randomUUID());

    QuestionsTest(String kind) {
        context = CONTEXTS.computeIfAbsent(
                kind,
                name -> QueryApplication.start(name.equals("h2") ? TestStores.h2Url() : TestStores.postgresUrl()));
        questions = context.getBean(Questions.class);
    }

    @AfterAll
    static void close() {
        CONTEXTS.values().forEach(ConfigurableApplicationContext::close);
        CONTEXTS.clear();
    }

    @Test
    void aUserIsAnsweredWithHisRoles() {
        given(registered(mina), granted(RoleName.USER), granted(RoleName.AUDITOR), blocked());

        var user = questions.askOptional(new FindUser(mina), UserView.class).orElseThrow();

        assertThat(user.roles()).containsExactly("AUDITOR", "USER");
        assertThat(user.status()).isEqualTo(AccountStatus.BLOCKED);
        assertThat(open(user.username())).isEqualTo("mina");
        assertThat(user.email()).isNull();
    }

    @Test
    void anUnknownUserHasNoAnswer() {
        assertThat(questions.askOptional(new FindUser(mina), UserView.class)).isEmpty();
    }

    @Test
    void usersAreListedPageByPageWithoutOneMissing() {
        var all = new ArrayList<UserId>();
        for (int at = 0; at < 7; at++) {
            var id = new UserId(UUID.randomUUID());
            all.add(id);
            given(registered(id));
        }
        var seen = new ArrayList<UserId>();
        String cursor = null;
        do {
            var page = questions.askPage(new ListUsers(AccountStatus.ACTIVE, 3, cursor), UserView.class);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
            page.items().forEach(user -> seen.add(user.userId()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(all);
    }

    @Test
    void aForeignCursorIsRefused() {
        given(registered(mina), registered(new UserId(UUID.randomUUID())));
        var cursor =
                questions.askPage(new ListUsers(null, 1, null), UserView.class).nextCursor();
        assertRefused(() -> questions.askPage(new LoginHistory(mina, 5, cursor), LoginRecord.class));
        assertRefused(() -> questions.askPage(new ListUsers(null, 1, "rubbish!"), UserView.class));
        assertRefused(() -> questions.askPage(new ListUsers(null, 1, cursor + "A"), UserView.class));
    }

    @Test
    void theLoginHistoryTellsSignInsAndFailuresNewestFirst() {
        var first = new SessionId(UUID.randomUUID());
        given(started(first), new SignInFailed(mina, "2026-03-29T12", 3), started(new SessionId(UUID.randomUUID())));
        given(new SessionEnded(first, mina, EndCause.SIGNED_OUT));

        var page = questions.askPage(new LoginHistory(mina, 2, null), LoginRecord.class);
        assertThat(page.items())
                .extracting(LoginRecord::outcome)
                .containsExactly(LoginRecord.Outcome.SIGNED_IN, LoginRecord.Outcome.FAILED);
        var rest = questions.askPage(new LoginHistory(mina, 2, page.nextCursor()), LoginRecord.class);
        assertThat(rest.items()).singleElement().satisfies(login -> {
            assertThat(login.sessionId()).isEqualTo(first);
            assertThat(login.endCause()).isEqualTo(EndCause.SIGNED_OUT);
        });
        assertThat(rest.nextCursor()).isNull();
    }

    @Test
    void openSessionsAreThoseThatNeitherEndedNorExpired() {
        var ended = new SessionId(UUID.randomUUID());
        var open = new SessionId(UUID.randomUUID());
        given(started(ended), started(open), new SessionEnded(ended, mina, EndCause.SIGNED_OUT));
        given(started(new SessionId(UUID.randomUUID()), Instant.now().minusSeconds(1)));

        assertThat(questions.askAll(new OpenSessionsOf(mina), OpenSession.class))
                .extracting(OpenSession::sessionId)
                .containsExactly(open);
    }

    @Test
    void aStreakIsCountedInTheZoneAskedForOrTheUsersOwn() {
        given(registered(mina, "Asia/Seoul"), started(new SessionId(UUID.randomUUID())));
        var today = LocalDate.now(SEOUL);

        var streak = questions.ask(new StreakOf(mina, null, null, null), Streak.class);
        assertThat(streak.zone()).isEqualTo(SEOUL);
        assertThat(streak.current()).isEqualTo(1);
        assertThat(streak.days()).containsExactly(today);
        assertThat(streak.from()).isEqualTo(today.minusDays(30));

        var elsewhere = questions.ask(new StreakOf(mina, ZoneId.of("America/New_York"), null, null), Streak.class);
        assertThat(elsewhere.longest()).isEqualTo(1);
    }

    @Test
    void rolesAreToldAsOfAnyInstant() {
        given(granted(RoleName.USER));
        var between = pause();
        given(granted(RoleName.AUDITOR), revoked(RoleName.USER));

        assertThat(rolesAsOf(between)).containsExactly(RoleName.USER);
        assertThat(rolesAsOf(null)).containsExactly(RoleName.AUDITOR);
        assertThat(rolesAsOf(Instant.now())).containsExactly(RoleName.AUDITOR);
        assertThat(rolesAsOf(Instant.parse("1999-01-01T00:00:00Z"))).isEmpty();
        assertThat(rolesAsOf(Instant.MAX)).containsExactly(RoleName.AUDITOR);
    }

    @Test
    void holdersAreToldNowAndThen() {
        var role = new RoleName("HOLDERS_" + ALIASES.incrementAndGet());
        var jun = new UserId(UUID.randomUUID());
        given(granted(role), new RoleGranted(jun, role, ADMIN, null));
        var between = pause();
        given(revoked(role), granted(role), new RoleRevoked(jun, role, ADMIN, null));

        assertThat(holders(role, null)).containsExactly(mina);
        assertThat(holders(role, between)).containsExactlyInAnyOrder(mina, jun);
        assertThat(holders(role, Instant.now())).containsExactly(mina);
    }

    @Test
    void theRoleHistoryTellsWhoWhatByWhomWhyAndFromWhichRequest() {
        var reason = seal(mina, Purpose.REASON, "on call");
        given(new RoleGranted(mina, RoleName.AUDITOR, ADMIN, reason), revoked(RoleName.AUDITOR));

        var entries = questions
                .askPage(new RoleHistory(mina, 50, null), RoleHistoryEntry.class)
                .items();
        assertThat(entries)
                .extracting(RoleHistoryEntry::change)
                .containsExactly(RoleHistoryEntry.Change.REVOKED, RoleHistoryEntry.Change.GRANTED);
        assertThat(entries.getLast().by()).isEqualTo(ADMIN);
        assertThat(entries.getLast().requestId()).isEqualTo(request());
        assertThat(open(entries.getLast().reason())).isEqualTo("on call");
    }

    @Test
    void theCatalogueTellsWhatARolePermits() {
        var role = new RoleName("CATALOGUE_" + ALIASES.incrementAndGet());
        given(new RoleDefined(role, List.of(Permission.AUDIT_READ)), new RoleRetired(role));
        assertThat(questions.askAll(new RoleCatalogue(), RoleDefinition.class))
                .contains(new RoleDefinition(role, List.of(Permission.AUDIT_READ), true));
    }

    @Test
    void theAuditTrailFindsEventsByWhateverIsAsked() {
        var before = pause();
        given(registered(mina), granted(RoleName.USER));
        var between = pause();
        given(blocked());

        assertThat(types(events(mina, null, null, null, null, null, false)))
                .containsExactly("user.blocked", "role.granted", "user.registered");
        assertThat(types(events(mina, null, null, null, null, null, true)))
                .containsExactly("user.registered", "role.granted", "user.blocked");
        assertThat(types(events(mina, null, "role.granted", null, null, null, false)))
                .containsExactly("role.granted");
        assertThat(types(events(null, null, null, request(), null, null, false)))
                .hasSize(3);
        assertThat(types(events(mina, "system:test", null, null, null, between, false)))
                .containsExactly("role.granted", "user.registered");
        assertThat(types(events(mina, null, null, null, between, null, false))).containsExactly("user.blocked");
        assertThat(types(events(null, null, null, null, before, between, true)))
                .containsExactly("user.registered", "role.granted");
        assertThat(events(mina, "system:nobody", null, null, null, null, false)).isEmpty();
    }

    @Test
    void anAuditRecordHoldsTheEventAsItWasRecorded() {
        var event = registered(mina);
        given(event);
        assertThat(events(mina, null, null, null, null, null, false))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.event()).isEqualTo(event);
                    assertThat(found.revision()).isEqualTo("1");
                    assertThat(found.causationId()).isEqualTo("command-1");
                });
    }

    private List<AuditRecord> events(
            UserId user, String actor, String type, String request, Instant from, Instant to, boolean ascending) {
        var found = new ArrayList<AuditRecord>();
        String cursor = null;
        do {
            var page = questions.askPage(
                    new FindEvents(user, actor, type, request, from, to, ascending, 1, cursor), AuditRecord.class);
            found.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return found;
    }

    private static List<String> types(List<AuditRecord> events) {
        return events.stream().map(AuditRecord::type).toList();
    }

    private List<RoleName> rolesAsOf(Instant instant) {
        return questions.ask(new RolesOf(mina, instant), HeldRoles.class).roles();
    }

    private List<UserId> holders(RoleName role, Instant asOf) {
        return questions.askPage(new HoldersOf(role, asOf, 50, null), RoleHolding.class).items().stream()
                .map(RoleHolding::userId)
                .toList();
    }

    private static void assertRefused(Runnable question) {
        assertThatThrownBy(question::run)
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(SharedRefusal.INVALID_CURSOR));
    }

    /** An instant that lies between what happened before and what happens later. */
    private static Instant pause() {
        var now = Instant.now();
        org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Instant.now().isAfter(now.plusMillis(2)));
        var between = Instant.now();
        org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Instant.now().isAfter(between.plusMillis(2)));
        return between;
    }

    private void given(Object... events) {
        var metadata = MetaData.with(EventMetadata.REQUEST_ID, request())
                .and(EventMetadata.ACTOR, ADMIN.text())
                .and(EventMetadata.CAUSATION_ID, "command-1");
        for (var event : events)
            append(GenericEventMessage.asEventMessage(event).withMetaData(metadata));
        var readModels = context.getBean(ReadModels.class);
        for (var group : List.of(
                "profile",
                "login-history",
                "failed-sign-in",
                "open-session",
                "role-history",
                "role-holder",
                "role-catalogue",
                "audit-trail")) readModels.awaitHead(group);
    }

    private void append(org.axonframework.eventhandling.EventMessage<?> message) {
        var unitOfWork = new DefaultUnitOfWork<>(message);
        unitOfWork.attachTransaction(context.getBean(TransactionManager.class));
        unitOfWork.start();
        context.getBean(EventStore.class).publish(message);
        unitOfWork.commit();
    }

    private String request() {
        return "request-" + mina;
    }

    private Personal seal(UserId subject, Purpose purpose, String clear) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .execute(transaction -> context.getBean(PersonalData.class).seal(subject.value(), purpose, clear));
    }

    private String open(Personal sealed) {
        return context.getBean(PersonalData.class).open(sealed);
    }

    private UserRegistered registered(UserId userId) {
        return registered(userId, "UTC");
    }

    private UserRegistered registered(UserId userId, String zone) {
        var profile = new Profile(null, null, null, seal(userId, Purpose.ZONE, zone), null, null);
        return new UserRegistered(
                userId, ALIASES.incrementAndGet(), seal(userId, Purpose.USERNAME, "mina"), null, profile, 1);
    }

    private UserBlocked blocked() {
        return new UserBlocked(mina, seal(mina, Purpose.REASON, "spam"));
    }

    private RoleGranted granted(RoleName role) {
        return new RoleGranted(mina, role, ADMIN, null);
    }

    private RoleRevoked revoked(RoleName role) {
        return new RoleRevoked(mina, role, ADMIN, null);
    }

    private SessionStarted started(SessionId session) {
        return started(session, Instant.now().plusSeconds(3600));
    }

    private SessionStarted started(SessionId session, Instant expires) {
        return new SessionStarted(
                session, mina, SignInMethod.PASSWORD, TokenProfile.CANONICAL, null, true, expires, null);
    }
}
