package dev.annals.role;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.annals.shared.CommandRefused;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a role, e.g. {@code OPERATOR} or {@code DOCTOR}. */
public record RoleName(@JsonValue String value) implements Comparable<RoleName> {

    /** First of all: the constants below are checked against it. */
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");

    public static final RoleName USER = new RoleName("USER");
    public static final RoleName OPERATOR = new RoleName("OPERATOR");
    public static final RoleName AUDITOR = new RoleName("AUDITOR");
    public static final RoleName ADMIN = new RoleName("ADMIN");

    /** The roles that every store has and nobody can change. */
    public static final Set<RoleName> BUILT_IN = Set.of(USER, OPERATOR, AUDITOR, ADMIN);

    private static final List<RoleName> HIGHEST_FIRST = List.of(ADMIN, OPERATOR, AUDITOR, USER);

    /** Refuses with {@link RoleRefusal#INVALID_ROLE_NAME} what is no role name. */
    @JsonCreator
    public RoleName {
        CommandRefused.refuseUnless(FORM.matcher(value).matches(), RoleRefusal.INVALID_ROLE_NAME);
    }

    /**
     * The highest built-in role among these, for clients that know one role per user; USER where there is none.
     *
     * @param held names of roles
     */
    public static RoleName highestBuiltIn(Collection<String> held) {
        return HIGHEST_FIRST.stream()
                .filter(role -> held.contains(role.value()))
                .findFirst()
                .orElse(USER);
    }

    @Override
    public int compareTo(RoleName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
