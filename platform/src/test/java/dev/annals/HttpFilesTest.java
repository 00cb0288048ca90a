package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requests under {@code http/}, which editors can send one by one, give what they say: each has a line {@code # expect
 * STATUS [CODE]}, and may have a {@code # @name} under which later requests find its answer ({@code {{name.property}}},
 * {@code {{name.@Header}}}).
 *
 * <p>Red: a code that another refusal has; a request without an expectation; an unknown variable.
 */
class HttpFilesTest {

    private static final Path FILES = Path.of("../http");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^}]+)}}");

    private final House house = House.shared(Store.H2);

    static List<Path> files() throws IOException {
        try (var files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRequestGetsWhatItSays(Path file) throws IOException {
        var known = new HashMap<String, String>(Map.of("unused", People.freshName("file")));
        var answers = new HashMap<String, Answer>();
        var requests = Files.readString(file).split("(?m)^###");
        requests[0].lines().filter(line -> line.startsWith("@")).forEach(line -> {
            var parts = line.substring(1).split(" = ", 2);
            known.put(parts[0], parts[1]);
        });
        for (var at = 1; at < requests.length; at++) send(requests[at], known, answers);
    }

    private void send(String request, Map<String, String> known, Map<String, Answer> answers) {
        var head = request.split("\n\n", 2);
        var http = house.http();
        var line = "";
        var expected = "";
        var name = "";
        for (var each : head[0].lines().skip(1).toList()) {
            if (each.startsWith("# expect ")) expected = each.substring(9).strip();
            else if (each.startsWith("# @name ")) name = each.substring(8).strip();
            else if (line.isEmpty()) line = each;
            else {
                var header = filled(each, known, answers).split(": ", 2);
                http = http.with(header[0], header[1]);
            }
        }
        var words = line.split(" ", 2);
        var path = filled(words[1].replace("{{host}}", ""), known, answers);
        var body = head.length < 2 || head[1].isBlank() ? null : filled(head[1], known, answers);
        var answer = http.send(words[0], path, body);
        var got = answer.status() + (expected.contains(" ") ? " " + answer.code() : "");
        assertThat(got).as("%s: %s", line, answer).isEqualTo(expected);
        answers.put(name, answer);
    }

    private static String filled(String text, Map<String, String> known, Map<String, Answer> answers) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            var name = found.group(1);
            var value = name.contains(".") ? said(name, answers) : known.get(name);
            assertThat(value).as("%s", name).isNotNull().isNotEmpty();
            return Matcher.quoteReplacement(value);
        });
    }

    private static String said(String name, Map<String, Answer> answers) {
        var parts = name.split("\\.", 2);
        var answer = answers.get(parts[0]);
        assertThat(answer).as("%s", name).isNotNull();
        return parts[1].startsWith("@") ? String.valueOf(answer.header(parts[1].substring(1))) : answer.text(parts[1]);
    }
}
