package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.foundation.projection.ProjectionOperations;
import dev.annals.foundation.projection.ProjectionStatus;
import dev.annals.foundation.store.Upcasting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every shape in which an event was ever stored goes through the upcasters and into every projection. {@code
 * stored-json.txt} holds those of today, {@code older-json.txt} those that were replaced; a line never leaves both.
 *
 * <p>Red: a line of a revision that no upcaster knows; a projection that throws at an event.
 */
class CorpusTest {

    private static final List<Path> CORPUS =
            List.of(Path.of("src/test/resources/older-json.txt"), Path.of("src/test/resources/stored-json.txt"));

    private static final String TEXT = "\u00dcn\u00efcode \u00abtext\u00bb \u0e01 \ud83d\ude00";

    private record Stored(String type, String revision, String json) {}

    @Test
    void whateverWasEverStoredIsReadAndGoesIntoEveryProjection() throws IOException {
        try (var house = House.fresh(Store.H2, "--annals.roles=api,projections")) {
            var corpus = corpus();
            var upcasting = house.part(Upcasting.class);
            assertThat(corpus)
                    .isNotEmpty()
                    .allSatisfy(stored -> assertThat(upcasting
                                    .read(
                                            stored.json().getBytes(StandardCharsets.UTF_8),
                                            stored.type(),
                                            stored.revision())
                                    .getClass()
                                    .getName())
                            .startsWith("dev.annals."));

            var last = append(house.part(JdbcTemplate.class), corpus);

            var projections = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> house.part(ProjectionOperations.class).projections(),
                            all -> all.stream().allMatch(one -> one.position() >= last || one.parked() > 0));
            assertThat(projections)
                    .allSatisfy(projection -> assertThat(projection.parked())
                            .as(parked(house, projection))
                            .isZero());
        }
    }

    private static String parked(House house, ProjectionStatus projection) {
        return projection.name() + " parked "
                + house.part(ProjectionOperations.class).parked(projection.name(), 5);
    }

    private static List<Stored> corpus() throws IOException {
        var corpus = new ArrayList<Stored>();
        for (var file : CORPUS)
            for (var line : Files.readAllLines(file)) {
                if (line.isBlank() || line.startsWith("#")) continue;
                // The example of a text stands for an hour as well, which a column keeps in 13 characters.
                var words = line.replace(TEXT, "2026-05-03T10").split(" ", 3);
                corpus.add(new Stored(words[0], words[1].substring(1), words[2]));
            }
        return corpus;
    }

    private static long append(JdbcTemplate jdbc, List<Stored> corpus) {
        var number = 0;
        for (var stored : corpus)
            jdbc.update(
                    "INSERT INTO domain_event (event_id, aggregate_type, aggregate_id, sequence_number, payload_type,"
                            + " payload_revision, payload, metadata, recorded_at)"
                            + " VALUES (?, 'Corpus', 'corpus', ?, ?, ?, ?, ?, CURRENT_TIMESTAMP)",
                    "corpus-" + number,
                    number++,
                    stored.type(),
                    stored.revision(),
                    stored.json().getBytes(StandardCharsets.UTF_8),
                    "{\"request_id\":\"corpus\",\"actor\":\"system:corpus\"}".getBytes(StandardCharsets.UTF_8));
        var last = jdbc.queryForObject("SELECT max(global_index) FROM domain_event", Long.class);
        return last == null ? 0 : last;
    }
}
