package dev.annals.user.command;

import static java.util.Objects.requireNonNull;

import dev.annals.shared.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The stable integers by which the User Service's clients know users. */
@Component
class Aliases {

    private final JdbcClient jdbc;

    Aliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives a new user his number. */
    long give(UserId userId) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into user_alias (user_id) values (?)")
                .param(userId.value())
                .update(key, "alias");
        return requireNonNull(key.getKeyAs(Long.class));
    }

    /** Whose number it is, if anybody's. */
    @Nullable
    UserId find(long alias) {
        return jdbc.sql("select user_id from user_alias where alias = ?")
                .param(alias)
                .query(UUID.class)
                .optional()
                .map(UserId::new)
                .orElse(null);
    }
}
