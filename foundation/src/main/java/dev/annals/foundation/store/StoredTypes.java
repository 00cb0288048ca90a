package dev.annals.foundation.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names under which types are stored, from {@code stored-types.txt}: a class may move, its name never changes. A
 * class that has no line is stored under its class name, unless it is an event of ours.
 */
public final class StoredTypes {

    private static final String OURS = "dev.annals.";

    private final Map<String, String> classByName = new HashMap<>();
    private final Map<String, String> nameByClass = new HashMap<>();

    /** From all tables on the class path. */
    public static StoredTypes onClassPath() {
        try {
            var tables = Collections.list(StoredTypes.class.getClassLoader().getResources("stored-types.txt"));
            var lines = Stream.<String>builder();
            for (var table : tables) {
                try (var reader =
                        new BufferedReader(new InputStreamReader(table.openStream(), StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines);
                }
            }
            return new StoredTypes(lines.build());
        } catch (IOException e) {
            throw new UncheckedIOException("stored-types.txt cannot be read", e);
        }
    }

    /** From lines {@code <name> <class>}; blank ones and comments do not count, one name or class twice is refused. */
    public StoredTypes(Stream<String> lines) {
        add("log-token", LogToken.class.getName());
        lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s+"))
                .forEach(words -> {
                    if (words.length != 2)
                        throw new IllegalArgumentException("No stored type: " + String.join(" ", words));
                    add(words[0], words[1]);
                });
    }

    private void add(String name, String className) {
        if (classByName.put(name, className) != null || nameByClass.put(className, name) != null)
            throw new IllegalArgumentException("Stored twice in stored-types.txt: " + name + " " + className);
    }

    /** The name to store. */
    public String nameOf(Class<?> type) {
        return nameByClass.getOrDefault(type.getName(), type.getName());
    }

    /** All names of the table. */
    Set<String> names() {
        return Set.copyOf(classByName.keySet());
    }

    /** The class behind a stored name. */
    public String classOf(String name) {
        return classByName.getOrDefault(name, name);
    }

    /** Refuses an event of ours that has no line: its class name would be stored for ever. */
    void requireName(Class<?> eventType) {
        if (eventType.getName().startsWith(OURS) && !nameByClass.containsKey(eventType.getName()))
            throw new IllegalStateException(eventType.getName() + " has no line in stored-types.txt");
    }
}
