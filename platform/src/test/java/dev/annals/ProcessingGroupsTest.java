package dev.annals;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.axonframework.config.ProcessingGroup;
import org.junit.jupiter.api.Test;

/**
 * A place in the log is stored under the group's name: under another one a projection starts from nothing, and a policy
 * forgets what it has done. Red: a group renamed, and one that is new and not on the list.
 */
class ProcessingGroupsTest {

    @Test
    void noGroupIsEverRenamed() throws IOException {
        var groups = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("dev.annals").stream()
                        .filter(type -> type.isAnnotatedWith(ProcessingGroup.class))
                        .map(type ->
                                type.getAnnotationOfType(ProcessingGroup.class).value())
                        .collect(toCollection(TreeSet::new));

        assertThat(groups)
                .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/processing-groups.txt")));
    }
}
