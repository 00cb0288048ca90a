package dev.annals;

import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.role.RoleName;
import dev.annals.shared.Actor;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes one event of each kind from its record components alone, so that a new kind needs no new test. */
final class Examples {

    private static final UUID ID = UUID.fromString("018f2c5e-7d1a-7abc-8def-0123456789ab");

    private Examples() {}

    /** Every class of the table of stored types. */
    static List<Class<?>> events() throws IOException {
        try (var table = Personal.class.getResourceAsStream("/stored-types.txt")) {
            if (table == null) throw new IOException("stored-types.txt is not on the class path");
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .<Class<?>>map(line -> load(line.split(" +")[1]))
                    .toList();
        }
    }

    /** One with every part there. */
    static Object full(Class<?> type) {
        return record(type, false);
    }

    /** One with every part absent that may be. */
    static Object sparse(Class<?> type) {
        return record(type, true);
    }

    private static Object record(Class<?> type, boolean sparse) {
        var parts = type.getRecordComponents();
        var values = Arrays.stream(parts)
                .map(part -> sparse && mayBeAbsent(part) ? null : value(part.getGenericType(), sparse))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No example of " + type, e);
        }
    }

    private static boolean mayBeAbsent(RecordComponent part) {
        return part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Object value(Type type, boolean sparse) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class)
            return List.of(value(generic.getActualTypeArguments()[0], sparse));
        var plain = (Class<?>) type;
        if (plain == String.class) return "Ünïcode «text» \u0e01 😀";
        if (plain == long.class || plain == Long.class) return Long.MAX_VALUE;
        if (plain == int.class || plain == Integer.class) return 42;
        if (plain == boolean.class) return true;
        if (plain == Instant.class) return Instant.parse("2026-11-21T03:04:05.678901Z");
        if (plain == UUID.class) return ID;
        if (plain == ZoneId.class) return ZoneId.of("Asia/Seoul");
        if (plain == LocalDate.class) return LocalDate.of(2026, 11, 21);
        if (plain == Condition.class)
            return new AllOf(List.of(
                    new ConsecutiveLoginDays(7),
                    new AnyOf(List.of(new LoginDays(1), new FriendsInvited(3), new ProfileCompleted()))));
        if (plain == RoleName.class) return RoleName.OPERATOR;
        if (plain == Actor.class) return new Actor.System("bootstrap");
        if (plain == Personal.class) return new Personal(ID, 1, Purpose.EMAIL, new byte[12], new byte[] {1, 2, 3});
        if (plain.isEnum()) return plain.getEnumConstants()[0];
        if (plain.isRecord()) return record(plain, sparse);
        throw new IllegalStateException("Say here what an example of " + type + " is");
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
