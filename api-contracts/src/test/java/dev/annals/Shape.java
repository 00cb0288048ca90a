package dev.annals;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.annals.shared.Personal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** How an event is stored, written down: its parts, which may be absent, which are personal, which words they may use. */
final class Shape {

    private Shape() {}

    static String of(Class<?> event, @Nullable String name) {
        var revision = event.getAnnotation(Revision.class);
        return name + " r" + (revision == null ? "-" : revision.value()) + "\n" + parts(event, "  ");
    }

    private static String parts(Class<?> type, String indent) {
        return Arrays.stream(type.getRecordComponents())
                .map(part -> indent + part.getName() + ": " + describe(part) + "\n" + nested(part, indent + "  "))
                .collect(joining());
    }

    private static String describe(RecordComponent part) {
        var absent = part.getAnnotatedType().isAnnotationPresent(Nullable.class) ? "?" : "";
        var form = part.getType() == Personal.class || isComposite(part.getType()) ? "" : ", plain";
        var personal = part.getType() == Personal.class ? ", personal" : "";
        return word(part.getGenericType()) + absent + form + personal;
    }

    /** A record of ours is stored part by part, unless it is stored as the text of one value. */
    private static boolean isComposite(Class<?> type) {
        return type.isRecord() && !isOneValue(type);
    }

    private static boolean isOneValue(Class<?> type) {
        return Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class))
                || Arrays.stream(type.getRecordComponents())
                        .anyMatch(part -> part.isAnnotationPresent(JsonValue.class)
                                || part.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static String nested(RecordComponent part, String indent) {
        return isComposite(part.getType()) ? parts(part.getType(), indent) : "";
    }

    private static String word(Type type) {
        if (type instanceof ParameterizedType generic) {
            return word(generic.getRawType())
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(Shape::word)
                            .collect(joining(", ", "<", ">"));
        }
        if (type instanceof Class<?> kinds && kinds.isAnnotationPresent(JsonSubTypes.class))
            return kinds.getSimpleName() + kinds(kinds);
        if (type instanceof Class<?> plain && plain.isEnum()) return plain.getSimpleName() + words(plain);
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }

    /** The kinds of a sealed family and their parts: these are stored by name. */
    private static String kinds(Class<?> family) {
        return Arrays.stream(family.getAnnotation(JsonSubTypes.class).value())
                .map(kind -> kind.name()
                        + Arrays.stream(kind.value().getRecordComponents())
                                .map(part -> part.getName() + ": "
                                        + part.getGenericType().getTypeName().replaceAll("[a-z.]+\\.", ""))
                                .collect(joining(", ", "(", ")")))
                .sorted()
                .collect(joining("|", "{", "}"));
    }

    /** The words an enum may be stored as: these are for ever too. */
    static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Shape::stored)
                .sorted(Comparator.naturalOrder())
                .collect(joining("|", "(", ")"));
    }

    private static String stored(Object constant) {
        try {
            var code = Arrays.stream(constant.getClass().getMethods())
                    .filter(method -> method.getName().equals("code"))
                    .findAny();
            return code.isPresent() ? (String) code.get().invoke(constant) : ((Enum<?>) constant).name();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
