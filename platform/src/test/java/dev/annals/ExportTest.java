package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An auditor exports what happened and proves with a program of his own that it is what was sealed, also after somebody was
 * erased.
 *
 * <p>Red: a mark that is not compared, a seal without its signature.
 */
@ParameterizedClass
@EnumSource(Store.class)
class ExportTest {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anExportIsProvedWithoutUsAlsoAfterAnErasure() throws Exception {
        var house = House.shared(store);
        var exports = new Exports(house, folder);
        var people = new People(house);
        var erased = people.somebody();
        var asked =
                people.admin().http().post("/api/v1/users/" + erased.id() + "/erase", Map.of("reason", "Asked for it"));
        assertThat(asked.status()).as("%s", asked).isLessThan(300);
        var auditor = people.holderOf("AUDITOR");
        exports.awaitSealed();

        var sections = exports.of(auditor, 8);

        assertThat(sections.size()).isGreaterThan(1);
        var proof = Exports.prove(List.of("--key", exports.key()), sections);
        assertThat(proof).contains("PROVED up to ").contains("Head, to be kept").doesNotContain("BROKEN");
        var head = house.http().get("/.well-known/audit-head.json");
        var kept = head.body().path("position").asLong() + ":" + head.text("hash");
        var key = exports.key();
        assertThat(Exports.prove(List.of("--key", key, "--head", "1:" + "0".repeat(64)), sections))
                .contains("a head that was kept elsewhere is not part of it");
        exports.awaitSealed();
        assertThat(Exports.prove(List.of("--key", key, "--head", kept), exports.of(auditor, 1_000_000)))
                .contains("PROVED");
    }

    @Test
    void whateverIsChangedInAnExportIsFound() throws Exception {
        var house = House.shared(store);
        var exports = new Exports(house, folder);
        var people = new People(house);
        var auditor = people.holderOf("AUDITOR");
        exports.awaitSealed();
        var lines = Exports.lines(exports.of(auditor, 1_000_000).getFirst());
        var event = pairOfEvents(lines);
        var position = position(lines.get(event));

        broken(
                        exports,
                        lines,
                        all -> change(all, event, line -> line.replaceFirst("\"payload\":\"\\{", "\"payload\":\"{ ")))
                .contains("position " + position + " is not the one");
        broken(exports, lines, all -> change(all, event, line -> line.replaceFirst("\"at\":\"20", "\"at\":\"19")))
                .contains("position " + position + " is not the one");
        broken(exports, lines, all -> without(all, event)).contains("position " + position(lines.get(event + 1)));
        broken(exports, lines, all -> swapped(all, event)).contains("position ");
        broken(exports, lines, all -> all.subList(0, all.size() - 1)).contains("is cut off");
        broken(exports, lines, all -> all.subList(0, all.size() / 2)).contains("is cut off");
        broken(exports, lines, all -> {
                    var more = new ArrayList<>(all);
                    more.add(event, lines.get(event));
                    return more;
                })
                .contains("position ");
        var sealAt = last(lines, "\"kind\":\"seal\"");
        broken(
                        exports,
                        lines,
                        all -> change(
                                all, sealAt, line -> line.replaceFirst("\"sealed_at\":\"20", "\"sealed_at\":\"19")))
                .contains("is forged");
        broken(
                        exports,
                        lines,
                        all -> change(
                                all, sealAt, line -> line.replaceFirst("\"signature\":\"....", "\"signature\":\"AAAA")))
                .contains("is forged");
        broken(exports, lines, all -> without(all, sealAt)).contains("no seal of a given key covers");
        assertThat(Exports.prove(List.of("--key", exports.key()), List.of(exports.write(lines))))
                .contains("PROVED");
        var stranger = Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        assertThat(Exports.prove(List.of("--key", stranger), List.of(exports.write(lines))))
                .contains("no seal of a given key");
    }

    @Test
    void aSpreadsheetGetsTheSameEvents() throws Exception {
        var house = House.shared(store);
        var exports = new Exports(house, folder);
        var auditor = new People(house).holderOf("AUDITOR");
        exports.awaitSealed();

        var answer = exports.fetch(auditor, "/api/v1/audit/export?format=csv&limit=10");

        var csv = new String(Exports.unzipped(answer), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\"position\",\"at\",\"type\"");
        assertThat(csv.lines().skip(1).findFirst().orElseThrow()).contains("\"role.defined\"", "\"system:platform\"");
    }

    private static AbstractStringAssert<?> broken(
            Exports exports, List<String> lines, UnaryOperator<List<String>> change)
            throws IOException, InterruptedException {
        var changed = change.apply(lines);
        assertThat(changed).isNotEqualTo(lines);
        var said = Exports.prove(List.of("--key", exports.key()), List.of(exports.write(changed)));
        return assertThat(said).contains("BROKEN");
    }

    private static List<String> change(List<String> lines, int at, UnaryOperator<String> change) {
        var changed = new ArrayList<>(lines);
        changed.set(at, change.apply(lines.get(at)));
        return changed;
    }

    private static List<String> without(List<String> lines, int at) {
        var changed = new ArrayList<>(lines);
        changed.remove(at);
        return changed;
    }

    private static List<String> swapped(List<String> lines, int at) {
        var changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at + 1));
        changed.set(at + 1, lines.get(at));
        return changed;
    }

    private static int last(List<String> lines, String what) {
        for (var at = lines.size() - 1; at >= 0; at--) if (lines.get(at).contains(what)) return at;
        throw new AssertionError("no " + what);
    }

    private static int pairOfEvents(List<String> lines) {
        for (var at = 3; at < lines.size(); at++)
            if (lines.get(at).contains("\"kind\":\"event\"")
                    && lines.get(at + 1).contains("\"kind\":\"event\"")) return at;
        throw new AssertionError("no two events");
    }

    private static long position(String line) {
        return Http.JSON.readTree(line).path("position").asLong();
    }
}
