package dev.annals.invitation.command;

import static dev.annals.invitation.InvitationRefusal.ALREADY_INVITED;
import static dev.annals.invitation.InvitationRefusal.INVITATION_CYCLE;
import static dev.annals.invitation.InvitationRefusal.INVITEE_CAME_FIRST;
import static dev.annals.invitation.InvitationRefusal.INVITER_GONE;
import static dev.annals.invitation.InvitationRefusal.INVITE_CODE_UNKNOWN;
import static dev.annals.invitation.InvitationRefusal.SELF_INVITATION;
import static dev.annals.shared.SharedRefusal.NOT_PERMITTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.personal.Secrets;
import dev.annals.foundation.security.AccessState;
import dev.annals.foundation.security.AccessState.Row;
import dev.annals.foundation.security.AccessState.Status;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.invitation.InvitationCommand.AcceptInvitation;
import dev.annals.invitation.InvitationCommand.IssueInviteCode;
import dev.annals.invitation.InvitationEvent.InvitationAccepted;
import dev.annals.invitation.InvitationEvent.InvitationIssued;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.invitation.InviteCode;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.session.SignInMethod;
import dev.annals.session.TokenProfile;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.Refusal;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Mina was here first, then Jun, then Sora: their ids say so. */
class InvitationTest {

    private static final UserId MINA = UserId.of("00000000-0000-7000-8000-00000000000a");
    private static final UserId JUN = UserId.of("00000000-0000-7000-8000-00000000000b");
    private static final UserId SORA = UserId.of("00000000-0000-7000-8000-00000000000c");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"));
    private final AccessState access = mock(AccessState.class);
    private final InviteCodeTable codes = new InviteCodeTable(jdbc, new Readable(), new Readable(), access);
    private final Inviting inviting = new Inviting(jdbc, codes, new InvitationSettings(2));

    InvitationTest() {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/common/V260__campaigns.sql"))
                .execute(jdbc.getDataSource());
        given(access.read(any())).willReturn(new Row(0, Status.ACTIVE, false));
    }

    @Test
    void aUserGetsACodeThatNobodyGuesses() {
        var code = codeOf(MINA);
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{16}").isNotEqualTo(codeOf(JUN));
        assertThat(codes.inviterBy(
                        code.substring(0, 4) + "-" + code.substring(4).toLowerCase(Locale.ROOT)))
                .isEqualTo(MINA);
    }

    @Test
    void whoHasACodeGetsItAgainUnlessHeWantsAnother() {
        var first = new InvitationIssued(MINA, sealed("FIRST"));
        fixture(CodeHolder.class, MINA)
                .given(first)
                .when(new IssueInviteCode(MINA, false))
                .expectNoEvents()
                .expectResultMessagePayload(new InviteCode(MINA, sealed("FIRST")));
        var old = codeOf(MINA);
        codeOf(MINA);
        refused(INVITE_CODE_UNKNOWN, JUN, JUN, old);
    }

    @Test
    void nobodyIssuesOrAcceptsForAnother() {
        fixture(CodeHolder.class, JUN)
                .givenNoPriorActivity()
                .when(new IssueInviteCode(MINA, false))
                .expectException(CommandRefused.class)
                .expectExceptionDetails(NOT_PERMITTED);
        refused(NOT_PERMITTED, SORA, JUN, codeOf(MINA));
    }

    @Test
    void whoCameLaterIsInvitedOnce() {
        var accepted = new InvitationAccepted(JUN, MINA);
        accepts(JUN, codeOf(MINA)).expectEvents(accepted);
        fixture(Invitation.class, JUN)
                .given(accepted)
                .when(new AcceptInvitation(JUN, codeOf(MINA)))
                .expectException(CommandRefused.class)
                .expectExceptionDetails(ALREADY_INVITED);
        // Also where another process was faster and this one has not seen its event.
        refused(ALREADY_INVITED, JUN, JUN, codeOf(MINA));
    }

    @Test
    void fraudIsRefusedWithACodeOfItsOwn() {
        refused(INVITE_CODE_UNKNOWN, JUN, JUN, "0000000000000000");
        refused(SELF_INVITATION, JUN, JUN, codeOf(JUN));
        refused(INVITEE_CAME_FIRST, MINA, MINA, codeOf(JUN));
        accepts(JUN, codeOf(MINA));
        accepts(SORA, codeOf(JUN));
        refused(INVITATION_CYCLE, MINA, MINA, codeOf(JUN));
        refused(INVITATION_CYCLE, MINA, MINA, codeOf(SORA));
        given(access.read(MINA)).willReturn(new Row(1, Status.BLOCKED, false));
        refused(INVITER_GONE, SORA, SORA, codeOf(MINA));
    }

    @Test
    void anInvitationCountsOnTheSecondDay() {
        accepts(JUN, codeOf(MINA));
        jdbc.update("UPDATE inviter_of SET last_day = ?", LocalDate.parse("2026-11-21"));

        assertThat(signsIn(JUN, NOON, null)).as("the same day").isEmpty();
        assertThat(signsIn(JUN, NOON.plusSeconds(86_400), UUID.randomUUID()))
                .as("a session that goes on")
                .isEmpty();
        assertThat(signsIn(JUN, NOON.minusSeconds(86_400), null))
                .as("a clock that went back")
                .isEmpty();
        assertThat(signsIn(MINA, NOON.plusSeconds(86_400), null))
                .as("nobody invited her")
                .isEmpty();
        assertThat(signsIn(JUN, NOON.plusSeconds(86_400), null))
                .contains(new QualifyInvitation(JUN, LocalDate.parse("2026-11-22"), "sign-in"));
    }

    @Test
    void whatCountsCountsOnce() {
        var accepted = new InvitationAccepted(JUN, MINA);
        var qualified = new InvitationQualified(JUN, MINA, LocalDate.parse("2026-11-22"), "sign-in");
        var enough = new QualifyInvitation(JUN, qualified.day(), qualified.signIn());
        accepts(JUN, codeOf(MINA));

        fixture(Invitation.class, JUN).given(accepted).when(enough).expectEvents(qualified);
        fixture(Invitation.class, JUN).given(accepted, qualified).when(enough).expectNoEvents();
        assertThat(signsIn(JUN, NOON.plusSeconds(10 * 86_400), null)).isEmpty();
    }

    private String codeOf(UserId userId) {
        return new Readable().open(codes.reserveFresh(userId));
    }

    private ResultValidator<Invitation> accepts(UserId userId, String code) {
        return fixture(Invitation.class, userId).givenNoPriorActivity().when(new AcceptInvitation(userId, code));
    }

    private void refused(Refusal refusal, UserId actor, UserId userId, String code) {
        fixture(Invitation.class, actor)
                .givenNoPriorActivity()
                .when(new AcceptInvitation(userId, code))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(refusal);
    }

    private Optional<QualifyInvitation> signsIn(UserId userId, Instant at, @Nullable UUID continues) {
        var commands = mock(CommandGateway.class);
        var sent = new AtomicReference<@Nullable QualifyInvitation>();
        given(commands.sendAndWait(any())).willAnswer(call -> {
            sent.set(call.getArgument(0));
            return null;
        });
        var started = new SessionStarted(
                new SessionId(UUID.randomUUID()),
                userId,
                SignInMethod.PASSWORD,
                TokenProfile.CANONICAL,
                null,
                true,
                at,
                continues == null ? null : new SessionId(continues));
        new WhenSessionStartedThenCountInvitation(inviting, commands).react(started, at, "sign-in");
        return Optional.ofNullable(sent.get());
    }

    private <T> AggregateTestFixture<T> fixture(Class<T> aggregate, UserId actor) {
        var fixture = new AggregateTestFixture<>(aggregate);
        fixture.registerCommandDispatchInterceptor(commands ->
                (index, command) -> command.andMetaData(Map.of(EventMetadata.ACTOR, new Actor.User(actor).text())));
        fixture.registerInjectableResource(codes);
        fixture.registerInjectableResource(inviting);
        return fixture;
    }

    private static Personal sealed(String code) {
        return new Readable().seal(MINA.value(), Purpose.INVITE_CODE, code);
    }

    /** Seals and hashes nothing. */
    private static final class Readable implements PersonalData, Secrets {

        @Override
        public Personal seal(UUID subject, Purpose purpose, String clear) {
            return new Personal(subject, 1, purpose, new byte[12], clear.getBytes(UTF_8));
        }

        @Override
        public String open(Personal sealed) {
            return new String(sealed.cipherText(), UTF_8);
        }

        @Override
        public String lookupHash(String use, String normalized) {
            return use + ":" + normalized;
        }

        @Override
        public byte[] wrap(String use, byte[] secret) {
            return secret;
        }

        @Override
        public byte[] unwrap(String use, byte[] wrapped) {
            return wrapped;
        }
    }
}
