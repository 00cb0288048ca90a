package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two branches may each take the next number; this shows it when they meet. Red: a number twice. */
class DecisionRecordsTest {

    private static final Path RECORDS = Path.of("../docs/adr");

    @Test
    void numbersAreConsecutiveAndStandOnce() throws IOException {
        var records = records();

        assertThat(records.stream().map(file -> file.substring(0, 4)))
                .isNotEmpty()
                .containsExactlyElementsOf(IntStream.rangeClosed(1, records.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    @Test
    void everyTitleIsASentenceAndEveryRecordSaysWhyAndWhatFollows() throws IOException {
        for (var file : records()) {
            var text = Files.readString(RECORDS.resolve(file));
            var number = Integer.parseInt(file.substring(0, 4));
            assertThat(text.lines().findFirst().orElse(""))
                    .as(file)
                    .startsWith("# " + number + ". ")
                    .endsWith(".")
                    .matches(title -> title.split(" ").length > 5);
            assertThat(text).as(file).contains("## Why", "## Decision", "## What follows");
        }
    }

    @Test
    void theListNamesThemAll() throws IOException {
        var list = Files.readString(RECORDS.resolve("README.md"));

        assertThat(records()).allSatisfy(file -> assertThat(list).contains("(" + file + ")"));
    }

    private static List<String> records() throws IOException {
        try (var files = Files.list(RECORDS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }
}
