package dev.annals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** All routes of the running platform, and a good request for each. */
final class Routes {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /**
     * What is sent to a route besides its path.
     *
     * @param fixed path variables that are not about the target
     * @param query with its question mark, or empty
     * @param body a form where it does not start like JSON
     */
    record Sample(Map<String, String> fixed, String query, String body) {

        String path(String pattern, Map<String, String> target) {
            return fill(pattern, target) + fill(query, target);
        }

        String body(Map<String, String> target) {
            return fill(body, target);
        }

        boolean isForm() {
            return !body.isEmpty() && !body.startsWith("{");
        }

        private String fill(String text, Map<String, String> target) {
            return VARIABLE.matcher(text).replaceAll(variable -> {
                var name = variable.group(1);
                var value = fixed.containsKey(name) ? fixed.get(name) : target.get(name);
                if (value == null) throw new IllegalStateException("Say what {" + name + "} is in " + text);
                return value;
            });
        }
    }

    private Routes() {}

    /** {@code METHOD /pattern}, sorted by pattern; the container's own error page is no route. */
    static List<String> of(ApplicationContext context) {
        var routes = new TreeSet<String>();
        for (var mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values())
            mapping.getHandlerMethods().keySet().forEach(route -> routes.addAll(methodsAndPatterns(route)));
        return routes.stream()
                .filter(route -> !route.endsWith(" /error"))
                .sorted(java.util.Comparator.comparing(route -> route.substring(route.indexOf(' '))))
                .toList();
    }

    private static List<String> methodsAndPatterns(RequestMappingInfo route) {
        var methods = route.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .toList();
        return route.getPatternValues().stream()
                .flatMap(pattern ->
                        (methods.isEmpty() ? List.of("GET") : methods).stream().map(method -> method + " " + pattern))
                .toList();
    }

    /** {@code METHOD /pattern [variable=value …] [?query] [body]}; routes that need nothing are left out. */
    static Map<String, Sample> samples() throws IOException {
        try (InputStream file = Routes.class.getResourceAsStream("/access-matrix-requests.txt")) {
            if (file == null) throw new IOException("access-matrix-requests.txt is missing");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toMap(line -> line.split(" +")[0] + " " + line.split(" +")[1], Routes::sample));
        }
    }

    private static Sample sample(String line) {
        var words = line.split(" +", 3);
        var rest = words.length == 3 ? words[2] : "";
        var fixed = new HashMap<String, String>();
        var query = "";
        while (rest.matches("(\\w+=\\S+ .*|\\w+=[^\\s&]+|\\?.*)")) {
            var parts = rest.split(" +", 2);
            if (parts[0].startsWith("?")) query = parts[0];
            else fixed.put(parts[0].split("=")[0], parts[0].split("=", 2)[1]);
            rest = parts.length == 2 ? parts[1] : "";
        }
        return new Sample(fixed, query, rest.startsWith("form ") ? rest.substring(5) : rest);
    }
}
