package dev.annals.audit.command;

import static dev.annals.audit.OperationRefusal.REBUILD_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import dev.annals.audit.OperationCommand;
import dev.annals.audit.OperationCommand.CancelRebuild;
import dev.annals.audit.OperationCommand.RequestRebuild;
import dev.annals.audit.OperationCommand.RetryParked;
import dev.annals.audit.OperationCommand.SkipParked;
import dev.annals.foundation.web.Http;
import dev.annals.shared.CommandRefused;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What each route asks for. */
class ProjectionCommandControllerTest {

    private final CommandGateway commands = mock(CommandGateway.class);
    private final MockMvcTester http = Http.to(new ProjectionCommandController(commands));

    @Test
    void aRebuildIsAcceptedAndCanBeAskedFor() {
        var answer = post("/api/v1/projections/profile/rebuild", """
                {"reason": "odd bios", "accept_differences": true}""");

        var sent = sent(RequestRebuild.class);
        assertThat(sent).isEqualTo(new RequestRebuild(sent.operationId(), "profile", true, "odd bios"));
        accepted(answer, sent);
    }

    @Test
    void differencesAreNotAcceptedUnlessSaid() {
        post("/api/v1/projections/profile/rebuild", """
                {"reason": "odd bios"}""");

        assertThat(sent(RequestRebuild.class).acceptDifferences()).isFalse();
    }

    @Test
    void aRetryNamesItsRow() {
        var answer = post("/api/v1/projections/profile/parked/stream:user-7/retry", """
                {"reason": "mended"}""");

        var sent = sent(RetryParked.class);
        assertThat(sent).isEqualTo(new RetryParked(sent.operationId(), "profile", "stream:user-7", "mended"));
        accepted(answer, sent);
    }

    @Test
    void aSkipNamesItsRow() {
        var answer = post("/api/v1/projections/profile/parked/hana/skip", """
                {"reason": "never mind"}""");

        var sent = sent(SkipParked.class);
        assertThat(sent).isEqualTo(new SkipParked(sent.operationId(), "profile", "hana", "never mind"));
        accepted(answer, sent);
    }

    @Test
    void aRebuildIsCancelledByItsOperation() {
        var id = UUID.fromString("00000000-0000-4000-8000-0000000000ff");

        var answer = post("/api/v1/projections/operations/" + id + "/cancel", """
                {"reason": "enough"}""");

        var sent = sent(CancelRebuild.class);
        assertThat(sent).isEqualTo(new CancelRebuild(id, "enough"));
        accepted(answer, sent);
    }

    @Test
    void whyIsAskedForByTheCommandAndNotByTheRoute() {
        post("/api/v1/projections/profile/parked/hana/skip", "{}");

        assertThat(sent(SkipParked.class).reason()).isEmpty();
    }

    @Test
    void aRefusalIsAProblemDocument() {
        given(commands.sendAndWait(any())).willThrow(new CommandRefused(REBUILD_RUNNING));

        assertThat(post("/api/v1/projections/profile/rebuild", """
                {"reason": "again"}"""))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("REBUILD_RUNNING");
    }

    private MvcTestResult post(String uri, String body) {
        return http.post().uri(uri).contentType(APPLICATION_JSON).content(body).exchange();
    }

    private <T extends OperationCommand> T sent(Class<T> type) {
        var command = ArgumentCaptor.forClass(type);
        then(commands).should().sendAndWait(command.capture());
        return command.getValue();
    }

    private static void accepted(MvcTestResult answer, OperationCommand sent) {
        assertThat(answer)
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.operation_id")
                .isEqualTo(sent.operationId().toString());
    }
}
