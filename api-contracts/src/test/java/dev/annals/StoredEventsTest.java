package dev.annals;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.shared.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events are stored for ever under these names and shapes. To change one, raise its revision and write an upcaster. A new
 * event: add its name to stored-types.txt and its shape, as this test writes it under target/stored-events, to the file.
 *
 * <p>Seen red: a record without a line in stored-types.txt, a line without a record, a component renamed, a Personal made
 * a String, a new language without a file, an enum constant renamed.
 */
class StoredEventsTest {

    private static final Path FROZEN = Path.of("src/test/resources/stored-events");
    private static Map<String, String> names = Map.of();

    @BeforeAll
    static void readTheTable() throws IOException {
        names = StoredEvents.names();
    }

    static List<Class<?>> languages() {
        return StoredEvents.languages();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void nothingStoredIsEverRenamedOrReshaped(Class<?> language) throws IOException {
        var shapes = Arrays.stream(language.getPermittedSubclasses())
                .map(event -> Shape.of(event, names.get(event.getName())))
                .sorted()
                .collect(joining("\n"));
        var file = language.getSimpleName() + ".txt";
        Files.createDirectories(Path.of("target/stored-events"));
        Files.writeString(Path.of("target/stored-events", file), shapes);

        assertThat(FROZEN.resolve(file)).content().isEqualTo(shapes);
    }

    @Test
    void everyEventHasALogicalNameAndEveryNameAnEvent() {
        assertThat(names.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        StoredEvents.all().stream().map(Class::getName).toList());
        assertThat(names.values()).allMatch(name -> name.matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)+"));
    }

    @Test
    void everyEventIsARecordOfALanguageAndStatesItsRevision() {
        assertThat(StoredEvents.all())
                .isNotEmpty()
                .allMatch(Class::isRecord)
                .allMatch(event -> event.isAnnotationPresent(Revision.class));
        assertThat(StoredEvents.revised()).containsExactlyInAnyOrderElementsOf(StoredEvents.all());
    }

    @Test
    void noFrozenLanguageHasDisappeared() throws IOException {
        try (var files = Files.list(FROZEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(languages().stream()
                            .map(language -> language.getSimpleName() + ".txt")
                            .toList());
        }
    }

    @Test
    void thePurposesThatAreAuthenticatedWithPersonalValuesAreNeverRenamed() {
        assertThat(Shape.words(Purpose.class)).isEqualTo("(ad|aq|av|bi|de|dn|em|ex|fn|ic|ln|re|tz|un)");
    }
}
