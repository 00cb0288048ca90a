package dev.annals.foundation.web;

import dev.annals.shared.Personal;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose personal values an answer holds: looks into records, lists, maps and optionals. */
final class PersonalSubjects {

    private static final int DEPTH = 8;

    /** Per record class the components that may hold a personal value somewhere. */
    private static final ClassValue<List<Method>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> mayHoldPersonal(component.getType()))
                    .map(RecordComponent::getAccessor)
                    .filter(Method::trySetAccessible)
                    .toList();
        }
    };

    private PersonalSubjects() {}

    static Set<UUID> in(@Nullable Object body) {
        var subjects = new HashSet<UUID>();
        collect(body, subjects, DEPTH);
        return subjects;
    }

    private static void collect(@Nullable Object value, Set<UUID> subjects, int depth) {
        if (value == null || depth == 0) return;
        switch (value) {
            case Personal personal -> subjects.add(personal.subject());
            case Iterable<?> many -> many.forEach(each -> collect(each, subjects, depth - 1));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, subjects, depth - 1));
            case Optional<?> one -> collect(one.orElse(null), subjects, depth - 1);
            case Record one -> {
                for (var component : COMPONENTS.get(one.getClass())) collect(read(component, one), subjects, depth - 1);
            }
            default -> {}
        }
    }

    private static boolean mayHoldPersonal(Class<?> type) {
        return !type.isPrimitive()
                        && !type.isEnum()
                        && !type.isArray()
                        && !type.getName().startsWith("java.lang.")
                || type == Object.class
                || type == Record.class;
    }

    private static @Nullable Object read(Method component, Record value) {
        try {
            return component.invoke(value);
        } catch (ReflectiveOperationException e) {
            // Only a hint is lost: the serializer reads the component again and says what is wrong with it.
            return null;
        }
    }
}
