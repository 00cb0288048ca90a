package dev.annals.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ProblemsTest {

    record Item(@Size(max = 3) @NotBlank String itemName, int quantity) {}

    record Body(
            String title,
            long goal,
            @Nullable Boolean live,
            @Nullable Instant startsAt,
            @Valid List<Item> items) {}

    @RestController
    static class Controller {

        Supplier<String> deed = () -> "done";

        @PostMapping("/things")
        String make(@Valid @RequestBody Body body) {
            return deed.get();
        }

        @GetMapping(value = "/things/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
        List<String> one(@PathVariable UserId id, @RequestParam(defaultValue = "1") int limit) {
            return List.of(deed.get());
        }

        @GetMapping("/needy")
        String needy(@RequestParam String zone) {
            return zone;
        }
    }

    private final Controller controller = new Controller();
    private final MockMvcTester http = Http.to(controller);

    @Test
    void aRefusalIsAProblemDocument() {
        assertThat(thrown(new CommandRefused(SharedRefusal.NOT_PERMITTED)))
                .hasStatus(403)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .isStrictlyEqualTo("""
                {"type":"urn:problem:annals:not-permitted","title":"Forbidden","status":403,"code":"NOT_PERMITTED",
                 "instance":"urn:annals:request:request-1","detail":"Your roles do not permit this.","request_id":"request-1"}""");
    }

    @Test
    void aRefusalMayHaveASentenceThatFitsBetter() {
        says(
                thrown(new CommandRefused(SharedRefusal.INVALID_VALUE, "The username is too short.")),
                422,
                "INVALID_VALUE",
                "The username is too short.");
    }

    @Test
    void aRefusalThatCameWrappedIsTheSame() {
        var wrapped = new CommandExecutionException("x", null, SharedRefusal.TOO_MANY_REQUESTS);
        says(thrown(new IllegalStateException(wrapped)), 429, "TOO_MANY_REQUESTS", "Too many");
    }

    @Test
    void anUnknownAggregateIsNotFound() {
        says(
                thrown(new AggregateNotFoundException("alice", "The aggregate alice was not found")),
                404,
                "NOT_FOUND",
                "nothing here");
    }

    @Test
    void oneWhoLostARaceIsToldSo() {
        says(thrown(new ConcurrencyException("x")), 409, "CONCURRENT_CHANGE", "same moment");
        says(thrown(new CannotAcquireLockException("x")), 409, "CONCURRENT_CHANGE", "same moment");
    }

    @Test
    void aStoreThatIsAwayIsNotABug() {
        var refused = new SQLTransientConnectionException("alice");
        for (var away : List.of(
                new CannotGetJdbcConnectionException("x", refused),
                new CannotCreateTransactionException("x", refused),
                new DataAccessResourceFailureException("x"),
                new IllegalStateException(new SQLException("starting up", "57P03")),
                new IllegalStateException(new SQLException("too many", "53300")),
                new IllegalStateException(new SQLException("closed", "90098", 90098)))) {
            var answer = thrown(away);
            says(answer, 503, "UNAVAILABLE", "nothing was changed");
            assertThat(answer).hasHeader("Retry-After", "1");
        }
    }

    @Test
    void aCommitThatBrokeDoesNotPromiseThatNothingWasChanged() {
        says(
                thrown(new DataAccessResourceFailureException("JDBC commit; gone", new SQLException("x", "08006"))),
                503,
                "UNAVAILABLE",
                "not known whether");
        says(
                thrown(new TransactionSystemException("x", new SQLException("x", "08006"))),
                503,
                "UNAVAILABLE",
                "not known whether");
    }

    @Test
    void aRequestThatBreaksOffIsNotABug() {
        says(
                thrown(new java.io.UncheckedIOException(new org.apache.coyote.BadRequestException("x"))),
                400,
                "UNREADABLE_REQUEST",
                "broke off");
        says(thrown(new IllegalStateException(new java.io.EOFException("x"))), 400, "UNREADABLE_REQUEST", "broke off");
    }

    @Test
    void aBugSaysNothing() {
        var answer = thrown(new IllegalStateException("secret of alice"));

        says(answer, 500, "INTERNAL_ERROR", "request_id");
        assertThat(answer).bodyText().doesNotContain("alice", "Exception", "at dev");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                | UNREADABLE_REQUEST | not valid JSON at line 1",
                "`                                               `| UNREADABLE_REQUEST | body must be an object",
                "[]                                               | UNREADABLE_REQUEST | must be an object",
                "null                                             | UNREADABLE_REQUEST | body is missing",
                "\"s3cret\"                                       | UNREADABLE_REQUEST | The body",
                "{\"title\":\"a\",\"goal\":1} {}                  | UNREADABLE_REQUEST | The body",
                "{\"title\":\"a\",\"title\":\"b\"}                | UNREADABLE_REQUEST | given twice",
                "{\"title\":1}                                    | UNREADABLE_REQUEST | 'title' must be a text",
                "{\"title\":true}                                 | UNREADABLE_REQUEST | 'title' must be a text",
                "{\"title\":[\"s3cret\"]}                         | UNREADABLE_REQUEST | 'title' must be a text",
                "{\"title\":\"\\u0000\"}                          | UNREADABLE_REQUEST | 'title' must be a text",
                "{\"title\":\"\\ud83d\"}                          | UNREADABLE_REQUEST | 'title' must be a text",
                "{\"goal\":\"7\"}                                 | UNREADABLE_REQUEST | 'goal' must be a whole number",
                "{\"goal\":\"s3cret\"}                            | UNREADABLE_REQUEST | 'goal' must be a whole number",
                "{\"goal\":1.5}                                   | UNREADABLE_REQUEST | 'goal' must be a whole number",
                "{\"goal\":99999999999999999999}                  | UNREADABLE_REQUEST | A number is out of range at line 1",
                "{\"goal\":NaN}                                   | UNREADABLE_REQUEST | not valid JSON",
                "{\"live\":\"true\"}                              | UNREADABLE_REQUEST | 'live' must be true or false",
                "{\"live\":1}                                     | UNREADABLE_REQUEST | 'live' must be true or false",
                "{\"starts_at\":5}                                | UNREADABLE_REQUEST | 'starts_at' must be an instant",
                "{\"starts_at\":\"s3cret\"}                       | UNREADABLE_REQUEST | 'starts_at' must be an instant",
                "{\"items\":[{\"quantity\":1},{\"quantity\":\"s3cret\"}]}"
                        + " | UNREADABLE_REQUEST | 'items[1].quantity' must be a whole number",
                "{\"goal\":1,\"startsAt\":\"2026-05-03T12:00:00Z\"}          | UNKNOWN_PROPERTY   | property 'startsAt'",
                "{\"goal\":1,\"role\":\"s3cret\"}                            | UNKNOWN_PROPERTY   | property 'role'",
                "{\"items\":[{\"quantity\":1,\"a b<script>\":1}]}                | UNKNOWN_PROPERTY   | property 'items[0].…'",
            })
    void aBodyThatCannotBeReadSaysWhere(String body, String code, String detail) {
        var answer = post(body);

        says(answer, 400, code, detail);
        assertThat(answer).bodyText().doesNotContain("s3cret");
    }

    @Test
    void aBodyThatIsWrongNamesItsFields() {
        var answer = post("{\"title\":\"a\",\"goal\":1,\"items\":[{\"item_name\":\"s3cret\",\"quantity\":1}]}");

        says(answer, 422, "INVALID_VALUE", "'items[0].item_name' size must be between 0 and 3");
        assertThat(answer).bodyJson().extractingPath("$.fields[0].name").isEqualTo("items[0].item_name");
        assertThat(answer).bodyText().doesNotContain("s3cret");
    }

    @Test
    void aBodyNestedTooDeeplyIsRefused() {
        says(post("[".repeat(5_000)), 400, "UNREADABLE_REQUEST", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/s3cret", "/things/1-1-1-1-1"})
    void anIdThatIsNoneIsUnreadable(String path) {
        var answer = http.get().uri(path).header("X-Request-Id", "request-1").exchange();

        says(answer, 400, "INVALID_PARAMETER", "'id' must be a UUID");
        assertThat(answer).bodyText().doesNotContain("s3cret");
    }

    @Test
    void aParameterThatIsWrongOrMissingIsNamed() {
        says(
                get("/things/8f14e45f-ceea-467f-a9e2-7f6d5b1f0c11?limit=s3cret"),
                400,
                "INVALID_PARAMETER",
                "'limit' must be a whole number");
        says(get("/needy"), 400, "MISSING_PARAMETER", "'zone'");
    }

    @Test
    void whatIsNotThereIsAProblemDocumentToo() {
        says(get("/nothing"), 404, "ROUTE_NOT_FOUND", "no such route");
        var delete =
                http.delete().uri("/needy").header("X-Request-Id", "request-1").exchange();
        says(delete, 405, "METHOD_NOT_ALLOWED", "method");
        assertThat(delete).hasHeader("Allow", "GET");
        says(
                http.post()
                        .uri("/things")
                        .header("X-Request-Id", "request-1")
                        .contentType(MediaType.TEXT_XML)
                        .content("<a/>")
                        .exchange(),
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "Content-Type");
        says(
                http.get()
                        .uri("/things/8f14e45f-ceea-467f-a9e2-7f6d5b1f0c11")
                        .header("X-Request-Id", "request-1")
                        .accept(MediaType.IMAGE_PNG)
                        .exchange(),
                406,
                "NOT_ACCEPTABLE",
                "form");
    }

    @Test
    void aRefusalIsWrittenEvenForThoseWhoAcceptOnlyImages() {
        controller.deed = () -> {
            throw new CommandRefused(SharedRefusal.NOT_FOUND);
        };
        says(
                http.get()
                        .uri("/things/8f14e45f-ceea-467f-a9e2-7f6d5b1f0c11")
                        .header("X-Request-Id", "request-1")
                        .accept("application/json")
                        .exchange(),
                404,
                "NOT_FOUND",
                "");
    }

    @Test
    void aDialectMaySpeakItsOwnWay() {
        var style = new ProblemStyle() {
            @Override
            public boolean applies(HttpServletRequest request) {
                return request.getRequestURI().startsWith("/things");
            }

            @Override
            public void adapt(ProblemDetail problem, HttpServletRequest request) {
                problem.setStatus(400);
                problem.setProperty("statusCode", 400);
                problem.setDetail("could not validate");
            }
        };
        var dialect = Http.build(
                new dev.annals.foundation.personal.InMemoryPersonalData(),
                new Http.NoPositions(),
                List.of(style),
                controller);
        controller.deed = () -> {
            throw new CommandRefused(SharedRefusal.INVALID_VALUE);
        };

        var answer = dialect.post()
                .uri("/things")
                .contentType(MediaType.APPLICATION_JSON)
                .content(GOOD)
                .exchange();
        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.statusCode")
                .isEqualTo(400);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("INVALID_VALUE");
        assertThat(dialect.get().uri("/needy")).hasStatus(400).bodyJson().doesNotHavePath("$.statusCode");
    }

    private static final String GOOD = "{\"title\":\"a\",\"goal\":1,\"items\":[]}";

    private MvcTestResult thrown(RuntimeException exception) {
        controller.deed = () -> {
            throw exception;
        };
        return post(GOOD);
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/things")
                .header("X-Request-Id", "request-1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String uri) {
        return http.get().uri(uri).header("X-Request-Id", "request-1").exchange();
    }

    private static void says(MvcTestResult answer, int status, String code, String detail) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(answer).bodyJson().extractingPath("$.request_id").isEqualTo("request-1");
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(Objects.requireNonNull(detail));
    }
}
