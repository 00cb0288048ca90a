package dev.annals.foundation.web;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How to tell a caller what a place in his request should hold, in the names he knows. */
final class Expected {

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private Expected() {}

    /** The Java path of a property as it is spelt in JSON. */
    static String onTheWire(String path) {
        return HUMP.matcher(path).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    /** What a value of the type looks like, as the end of a sentence. */
    static String phrase(@Nullable Class<?> type) {
        if (type == null) return "of another form";
        if (CharSequence.class.isAssignableFrom(type)) return "a text";
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type == double.class || type == float.class || type == Double.class || type == Float.class)
            return "a number";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a whole number";
        if (type == UUID.class || isId(type)) return "a UUID of 36 characters";
        if (type == Instant.class) return "an instant in ISO 8601, e.g. 2026-05-03T12:00:00Z";
        if (type == LocalDate.class) return "a date in ISO 8601, e.g. 2026-05-03";
        if (ZoneId.class.isAssignableFrom(type)) return "a zone of the IANA database, e.g. Asia/Seoul";
        if (type.isEnum()) return "one of " + String.join(", ", names(type));
        if (type.isArray() || Collection.class.isAssignableFrom(type)) return "a list";
        if (type.isRecord() || Map.class.isAssignableFrom(type)) return "an object";
        return "of another form";
    }

    private static java.util.List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(java.lang.reflect.Field::getType)
                        .toList()
                        .equals(java.util.List.of(UUID.class));
    }
}
