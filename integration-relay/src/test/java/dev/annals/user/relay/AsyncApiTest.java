package dev.annals.user.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The document says what leaves, and it is what leaves. */
class AsyncApiTest {

    private static final String EVENT = "UserEvent";
    private static AsyncApi document;

    @BeforeAll
    static void read() throws IOException {
        document = AsyncApi.read();
    }

    @Test
    void whatIsReferredToIsThere() {
        var references = references(document.document());
        assertThat(references)
                .hasSizeGreaterThan(8)
                .allSatisfy(reference ->
                        assertThat(document.at(reference)).as(reference).isNotNull());
    }

    private static List<String> references(Object node) {
        var found = new ArrayList<String>();
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) found.add(reference);
            map.values().forEach(value -> found.addAll(references(value)));
        }
        if (node instanceof List<?> list) list.forEach(value -> found.addAll(references(value)));
        return found;
    }

    @Test
    void theStreamsSubjectsAreTheChannels() {
        assertThat(document.at("#/channels/userEvents/address"))
                .isEqualTo(UserMessages.SUBJECTS.replace("*", "{action}"));
    }

    @Test
    void itsOwnExampleIsOne() {
        var message = (Map<?, ?>) ((List<?>) document.at("#/components/messages/UserEvent/examples")).getFirst();
        assertThat(document.complaints(EVENT, JsonMapper.shared().writeValueAsString(message.get("payload"))))
                .isEmpty();
        assertThat(document.complaints("Headers", JsonMapper.shared().writeValueAsString(message.get("headers"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "updated", "deleted"})
    void whatIsSentIsWhatItSays(String action) {
        var body = JsonMapper.shared().writeValueAsString(message("ann", action));
        assertThat(document.complaints(EVENT, body)).isEmpty();
    }

    @Test
    void onlyADeletionIsWithoutAName() {
        var json = JsonMapper.shared();
        assertThat(document.complaints(EVENT, json.writeValueAsString(message("", "deleted"))))
                .isEmpty();
        assertThat(document.complaints(EVENT, json.writeValueAsString(message("", "created"))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "sequence", "display_name"})
    void anEighthFieldIsNone(String name) {
        assertThat(document.complaints(EVENT, with(name, 1))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "email", "username", "action", "request_id", "timestamp", "service_name"})
    void noneOfTheSevenMayBeMissingOrAnythingElse(String name) {
        assertThat(document.complaints(EVENT, with(name, 7))).isNotEmpty();
        var event = fields();
        event.remove(name);
        assertThat(document.complaints(EVENT, event)).isNotEmpty();
    }

    private static UserMessage message(String username, String action) {
        return new UserMessage(
                "4017047b-9360-491a-bcc6-8bc9a91d9086",
                "",
                username,
                action,
                "4017047b-9360-491a-bcc6-8bc9a91d9087",
                "2026-11-21T06:00:00.123456Z",
                "gofiber-auth");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields() {
        return new TreeMap<>(JsonMapper.shared().convertValue(message("ann", "created"), Map.class));
    }

    private static Map<String, Object> with(String name, Object value) {
        var event = fields();
        event.put(name, value);
        return event;
    }
}
