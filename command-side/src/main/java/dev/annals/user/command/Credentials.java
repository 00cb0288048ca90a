package dev.annals.user.command;

import dev.annals.shared.UserId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The password hashes, one per user. */
@Component
class Credentials {

    /** Whose hash it is. */
    record Credential(UserId userId, String hash) {}

    private final JdbcClient jdbc;

    Credentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a new user's first hash. */
    void open(UserId userId, String hash) {
        jdbc.sql("insert into credential (user_id, hash, changed_at) values (?, ?, current_timestamp)")
                .params(userId.value(), hash)
                .update();
    }

    /** Sets the hash of another password; false when the former one is not there any more. */
    boolean replace(UserId userId, String former, String hash) {
        return jdbc.sql("update credential set hash = ?, changed_at = current_timestamp where user_id = ? and hash = ?")
                        .params(hash, userId.value(), former)
                        .update()
                == 1;
    }

    /** Sets a better hash of the same password, unless it was changed meanwhile. */
    void rehash(UserId userId, String former, String hash) {
        jdbc.sql("update credential set hash = ? where user_id = ? and hash = ?")
                .params(hash, userId.value(), former)
                .update();
    }

    /** Nobody can sign in as this user any more, and there is nothing left to guess his password from. */
    void forget(UserId userId) {
        jdbc.sql("delete from credential where user_id = ?")
                .param(userId.value())
                .update();
    }

    Optional<Credential> of(UserId userId) {
        return jdbc.sql("select user_id, hash from credential where user_id = ?")
                .param(userId.value())
                .query((row, n) ->
                        new Credential(new UserId(row.getObject("user_id", UUID.class)), row.getString("hash")))
                .optional();
    }

    /** The credential behind a login: {@link Reservations#loginHash}. */
    Optional<Credential> ofLogin(String loginHash) {
        return jdbc.sql("""
                        select c.user_id, c.hash from reservation r join credential c on c.user_id = r.user_id
                        where r.kind in ('login', 'email') and r.hash = ?""")
                .param(loginHash)
                .query((row, n) ->
                        new Credential(new UserId(row.getObject("user_id", UUID.class)), row.getString("hash")))
                .optional();
    }
}
