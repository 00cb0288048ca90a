package dev.annals;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.store.StoredJson;
import dev.annals.foundation.store.StoredTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event survives the store. The bytes themselves are checked in, so that a mapper that begins to write times or
 * names differently is noticed before it has written two kinds of rows.
 *
 * <p>Red: no file; a stored name that was changed.
 */
class EventSerializationTest {

    private static final Path FROZEN = Path.of("src/test/resources/stored-json.txt");
    private final StoredJson json = new StoredJson(StoredTypes.onClassPath());

    static List<Class<?>> events() throws IOException {
        return Examples.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void comesBackAsItWas(Class<?> type) {
        for (var event : List.of(Examples.full(type), Examples.sparse(type))) {
            var stored = json.serialize(event, byte[].class);
            assertThat((Object) json.deserialize(stored)).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void noClassIsNamedInWhatIsStored(Class<?> type) {
        var stored = json.serialize(Examples.full(type), String.class);

        assertThat(stored.getType().getName()).doesNotContain(type.getSimpleName(), "dev.annals");
        assertThat(stored.getType().getRevision()).isEqualTo("1");
        assertThat(stored.getData()).doesNotContain("dev.annals", type.getSimpleName(), "@class");
    }

    @Test
    void theBytesStayAsTheyWere() throws IOException {
        var written = Examples.events().stream()
                .flatMap(type -> Stream.of(Examples.full(type), Examples.sparse(type)))
                .map(this::line)
                .distinct()
                .collect(joining("\n", "", "\n"));
        Files.writeString(Path.of("target/stored-json.txt"), written);

        assertThat(FROZEN).content().isEqualTo(written);
    }

    @Test
    void whatWasOnceWrittenIsStillRead() throws IOException {
        for (var line : Files.readAllLines(FROZEN)) {
            var words = line.split(" ", 3);
            var stored = new SimpleSerializedObject<>(words[2], String.class, words[0], words[1].substring(1));
            assertThat(line((Object) json.deserialize(stored))).isEqualTo(line);
        }
    }

    private String line(Object event) {
        var stored = json.serialize(event, String.class);
        return stored.getType().getName() + " r" + stored.getType().getRevision() + " " + stored.getData();
    }
}
