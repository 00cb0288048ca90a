package dev.annals.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.personal.InMemoryPersonalData;
import dev.annals.foundation.store.Position;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

class RequestFilterTest {

    private final Store store = new Store();
    private final InMemoryPersonalData personal = new InMemoryPersonalData();
    private final Controller controller = new Controller();
    private final MockMvcTester http = Http.build(personal, store, List.of(), controller);

    private static final class Store extends Http.NoPositions {
        private final ThreadLocal<@Nullable Position> appended = new ThreadLocal<>();

        @Override
        public @Nullable Position appended() {
            return appended.get();
        }

        @Override
        public void forget() {
            appended.remove();
        }
    }

    record Said(String note) {}

    record Person(UUID id, Personal username, @Nullable Personal email) {}

    @RestController
    class Controller {

        RequestContext seen = RequestContext.system("none");

        @Nullable
        String logged;

        List<Person> people = List.of();

        @GetMapping("/context")
        String context() {
            seen = RequestContext.current();
            logged = MDC.get("request_id");
            return "ok";
        }

        @PostMapping("/with-body")
        Said withBody(@RequestBody Said said) {
            store.appended.set(new Position("store", 35));
            return said;
        }

        @PostMapping("/void")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void nothing() {
            store.appended.set(new Position("store", 36));
        }

        @PostMapping("/entity")
        ResponseEntity<Void> entity() {
            store.appended.set(new Position("store", 36));
            return ResponseEntity.noContent().build();
        }

        @GetMapping("/read")
        String read(ReadPosition at) {
            return String.valueOf(at.position());
        }

        @GetMapping("/people")
        Page<Person> people() {
            return new Page<>(people, null);
        }

        @GetMapping("/identified")
        String identified() {
            RequestContext.identify(new Actor.User(new UserId(UUID.randomUUID())), new SessionId(UUID.randomUUID()));
            seen = RequestContext.current();
            return "ok";
        }
    }

    @Test
    void aRequestIdComesInAndGoesEverywhere() {
        assertThat(http.get().uri("/context").header("X-Request-Id", "a.b_C-9"))
                .hasStatusOk()
                .hasHeader("X-Request-Id", "a.b_C-9");
        assertThat(controller.seen.requestId()).isEqualTo("a.b_C-9");
        assertThat(controller.logged).isEqualTo("a.b_C-9");
        assertThat(MDC.get("request_id")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice@example.com", "a b", "a\u0000", "<x>", "x\r\nSet-Cookie: a=b"})
    void aRequestIdThatIsNoneIsReplaced(String given) {
        var answer = http.get().uri("/context").header("X-Request-Id", given).exchange();

        var id = answer.getResponse().getHeader("X-Request-Id");
        assertThat(UUID.fromString(String.valueOf(id))).hasToString(controller.seen.requestId());
    }

    @Test
    void aRequestIdThatIsTooLongIsReplaced() {
        var answer = http.get()
                .uri("/context")
                .header("X-Request-Id", "x".repeat(65))
                .exchange();
        assertThat(answer.getResponse().getHeader("X-Request-Id")).hasSize(36);
    }

    @Test
    void nobodyActsUntilTheCallerIsKnownAndNobodyAfterwards() {
        assertThat(http.get().uri("/context")).hasStatusOk();
        assertThat(controller.seen.actor()).isEqualTo(new Actor.Anonymous());
        assertThat(controller.seen.address()).isEqualTo("127.0.0.1");

        assertThat(http.get().uri("/identified").header("X-Request-Id", "r")).hasStatusOk();
        assertThat(controller.seen.actor()).isInstanceOf(Actor.User.class);
        assertThat(controller.seen.requestId()).isEqualTo("r");
        assertThat(RequestContext.current().actor()).isEqualTo(new Actor.Anonymous());
    }

    @Test
    void forwardedAddressesAreBelievedFromTrustedProxiesOnly() {
        assertThat(seenFrom("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
        assertThat(seenFrom("10.1.2.3", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(seenFrom("10.1.2.3", "6.6.6.6, 198.51.100.1, 10.9.9.9")).isEqualTo("198.51.100.1");
        assertThat(seenFrom("10.1.2.3", "6.6.6.6", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(seenFrom("10.1.2.3", "localhost")).isEqualTo("10.1.2.3");
        assertThat(seenFrom("10.1.2.3", "evil.example.com, 10.9.9.9")).isEqualTo("10.9.9.9");
        assertThat(seenFrom("10.1.2.3", "[2001:db8::1]")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(seenFrom("10.1.2.3")).isEqualTo("10.1.2.3");
    }

    @Test
    void theAnswerSaysWhereTheLogIsWhateverItsForm() {
        assertThat(http.post()
                        .uri("/with-body")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"note\":\"a\"}"))
                .hasStatusOk()
                .hasHeader("Annals-Position", "store-z");
        assertThat(http.post().uri("/void")).hasStatus(204).hasHeader("Annals-Position", "store-10");
        assertThat(http.post().uri("/entity")).hasStatus(204).hasHeader("Annals-Position", "store-10");
        assertThat(http.get().uri("/context")).doesNotContainHeader("Annals-Position");
    }

    @Test
    void aPositionIsReadOrRefused() {
        assertThat(http.get().uri("/read").header("Annals-Position", "store-10"))
                .hasBodyTextEqualTo("store-10");
        assertThat(http.get().uri("/read")).hasBodyTextEqualTo("null");
        assertThat(http.get().uri("/read").header("Annals-Position", "rubbish"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("INVALID_POSITION");
    }

    @Test
    void aBodyOverTheLimitIsRefusedByItsStatedLengthOrWhileItIsRead() {
        var large = "{\"note\":\"" + "x".repeat(64 * 1024) + "\"}";
        var stated = http.post()
                .uri("/with-body")
                .contentType(MediaType.APPLICATION_JSON)
                .content(large);
        var chunked = http.post()
                .uri("/with-body")
                .contentType(MediaType.APPLICATION_JSON)
                .content(large)
                .with(request -> new org.springframework.mock.web.MockHttpServletRequest() {
                    {
                        setMethod("POST");
                        setRequestURI("/with-body");
                        setContentType("application/json");
                        setContent(large.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    }

                    @Override
                    public long getContentLengthLong() {
                        return -1;
                    }

                    @Override
                    public int getContentLength() {
                        return -1;
                    }
                });
        for (var request : Arrays.asList(stated, chunked))
            assertThat(request)
                    .hasStatus(413)
                    .bodyJson()
                    .extractingPath("$.code")
                    .isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void whatAFilterThrowsIsAProblemDocumentToo() {
        var json = Http.json(personal);
        var problems = new Problems(new org.springframework.beans.factory.support.StaticListableBeanFactory()
                .getBeanProvider(ProblemStyle.class));
        var settings = new WebSettings(
                List.of(), org.springframework.util.unit.DataSize.ofKilobytes(1), new WebSettings.Cors(List.of()));
        var filter = new RequestFilter(
                settings,
                Http.bean(dev.annals.foundation.store.Positions.class, store),
                new ProblemWriter(problems, json));
        var response = new org.springframework.mock.web.MockHttpServletResponse();
        org.assertj.core.api.Assertions.assertThatCode(() -> filter.doFilter(
                        new org.springframework.mock.web.MockHttpServletRequest(), response, (request, answer) -> {
                            throw new CommandRefused(SharedRefusal.TOO_MANY_REQUESTS);
                        }))
                .doesNotThrowAnyException();

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getHeader("X-Request-Id")).isNotNull();
    }

    @Test
    void personalValuesAreOpenedWhenTheyAreWrittenAndErasedOnesAreNull() {
        var alice = UUID.randomUUID();
        var bob = UUID.randomUUID();
        controller.people = List.of(
                new Person(alice, personal.seal(alice, Purpose.USERNAME, "alice"), null),
                new Person(bob, personal.seal(bob, Purpose.USERNAME, "bob"), null));
        personal.destroy(bob);

        assertThat(http.get().uri("/people"))
                .bodyJson()
                .isStrictlyEqualTo(
                        "{\"items\":[{\"id\":\"%s\",\"username\":\"alice\",\"email\":null},{\"id\":\"%s\",\"username\":null,\"email\":null}],\"next_cursor\":null}"
                                .formatted(alice, bob));
        assertThat(PersonalSubjects.in(new Page<>(controller.people, null))).containsExactlyInAnyOrder(alice, bob);
    }

    private @Nullable String seenFrom(String peer, String... forwarded) {
        var request = http.get().uri("/context").with(plain -> {
            plain.setRemoteAddr(peer);
            return plain;
        });
        for (var hop : forwarded) request = request.header("X-Forwarded-For", hop);
        assertThat(request).hasStatusOk();
        return controller.seen.address();
    }
}
