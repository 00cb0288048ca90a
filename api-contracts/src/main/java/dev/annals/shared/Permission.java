package dev.annals.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a role may allow. The code is stored in events and read tables: never renamed. */
public enum Permission {
    USERS_READ("users.read"),
    USERS_CHANGE("users.change"),
    USERS_BLOCK("users.block"),
    USERS_DELETE("users.delete"),
    USERS_ERASE("users.erase"),
    SESSIONS_READ("sessions.read"),
    SESSIONS_END("sessions.end"),
    ROLES_READ("roles.read"),
    ROLES_GRANT("roles.grant"),
    ROLES_DEFINE("roles.define"),
    AUDIT_READ("audit.read"),
    AUDIT_EXPORT("audit.export"),
    AUDIT_VERIFY("audit.verify"),
    PROJECTIONS_OPERATE("projections.operate"),
    REWARDS_DEFINE("rewards.define"),
    CLAIMS_MAKE("claims.make"),
    CLAIMS_SETTLE("claims.settle"),
    CLAIMS_READ("claims.read"),
    CAMPAIGNS_DEFINE("campaigns.define"),
    CAMPAIGNS_OPERATE("campaigns.operate"),
    CAMPAIGNS_READ("campaigns.read"),
    INVITATIONS_READ("invitations.read"),
    GAME_OPERATE("game.operate"),
    RELAY_OPERATE("relay.operate");

    private final String code;

    Permission(String code) {
        this.code = code;
    }

    /** The stored code. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The permission that a code names; an {@link IllegalArgumentException} where there is none. */
    @JsonCreator
    public static Permission of(String code) {
        return Arrays.stream(values())
                .filter(permission -> permission.code.equals(code))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("No permission: " + code));
    }
}
