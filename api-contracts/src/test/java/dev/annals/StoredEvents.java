package dev.annals;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;

/** Finds what is stored by looking at the compiled contracts, so that nothing new is forgotten. */
final class StoredEvents {

    private StoredEvents() {}

    /** Every sealed interface whose name ends in Event. */
    static List<Class<?>> languages() {
        return contracts()
                .filter(type -> type.isSealed() && type.getSimpleName().endsWith("Event"))
                .toList();
    }

    /** Every record that carries a revision, wherever it stands. */
    static List<Class<?>> revised() {
        return contracts()
                .filter(type -> type.isAnnotationPresent(Revision.class))
                .toList();
    }

    /** Every event of every language. */
    static List<Class<?>> all() {
        return languages().stream()
                .flatMap(language -> Arrays.stream(language.getPermittedSubclasses()))
                .sorted(Comparator.comparing(Class::getName))
                .collect(toCollection(ArrayList::new));
    }

    /** The checked-in table: stored name by class name. A name or a class that stands twice is an error. */
    static Map<String, String> names() throws IOException {
        var names = new TreeMap<String, String>();
        try (var table = StoredEvents.class.getResourceAsStream("/stored-types.txt")) {
            if (table == null) throw new IOException("stored-types.txt is not on the class path");
            for (var line : new String(table.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) continue;
                var words = line.strip().split(" +");
                if (words.length != 2) throw new IOException("Not «name class»: " + line);
                if (names.containsValue(words[0])) throw new IOException("This name stands twice: " + words[0]);
                if (names.put(words[1], words[0]) != null)
                    throw new IOException("This class stands twice: " + words[1]);
            }
        }
        return names;
    }

    private static Stream<Class<?>> contracts() {
        try {
            var root = Path.of(dev.annals.shared.Personal.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (var files = Files.walk(root)) {
                return files
                        .map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                        .sorted()
                        .<Class<?>>map(StoredEvents::load)
                        .toList()
                        .stream();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.substring(0, file.length() - ".class".length())
                    .replace('/', '.')
                    .replace('\\', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
