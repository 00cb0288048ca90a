package dev.annals.audit.projection;

import dev.annals.shared.UserId;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the user whom an event is about: every event that is about one says so in {@code userId}. */
final class Subjects {

    private static final ClassValue<Optional<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            if (!type.isRecord()) return Optional.empty();
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> component.getName().equals("userId") && component.getType() == UserId.class)
                    .map(RecordComponent::getAccessor)
                    .findAny();
        }
    };

    private Subjects() {}

    static @Nullable UserId userOf(Object event) {
        var accessor = ACCESSORS.get(event.getClass());
        if (accessor.isEmpty()) return null;
        try {
            return (UserId) accessor.get().invoke(event);
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException("userId cannot be read from " + event.getClass(), exception);
        }
    }
}
