package dev.annals.session.command;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.annals.foundation.personal.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The signing keys as they are stored: the one that signs, the one that will, the one that did. */
@Component
class SigningKeyTable {

    /** @param since when it came into this state */
    record StoredKey(String state, ECKey key, Instant since) {}

    static final String CURRENT = "current";
    private static final String NEXT = "next";
    private static final String OLD = "old";
    private static final String USE = "signing_key";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SigningKeyTable(JdbcClient jdbc, Secrets secrets, PlatformTransactionManager transactions, Clock clock) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** All keys, private parts included. */
    List<StoredKey> all() {
        return jdbc.sql("SELECT state, private_key, since FROM signing_key ORDER BY state")
                .query((row, number) -> new StoredKey(
                        row.getString(1),
                        unwrapped(row.getBytes(2)),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    /** Makes what is missing at the first start. Of processes that start together the first one's keys stay. */
    void fill() {
        transaction.executeWithoutResult(status -> {
            insert(CURRENT);
            insert(NEXT);
        });
    }

    /** Moves every key one state on, unless another process has done so since this one looked. */
    void rotate(String expectedCurrent) {
        transaction.executeWithoutResult(status -> {
            if (!locked(expectedCurrent)) return;
            jdbc.sql("DELETE FROM signing_key WHERE state = 'old'").update();
            move(CURRENT, OLD);
            move(NEXT, CURRENT);
            insert(NEXT);
        });
    }

    private boolean locked(String current) {
        return jdbc.sql("SELECT kid FROM signing_key WHERE state = 'current' AND kid = ? FOR UPDATE")
                .param(current)
                .query(String.class)
                .optional()
                .isPresent();
    }

    private void move(String from, String to) {
        jdbc.sql("UPDATE signing_key SET state = ?, since = ? WHERE state = ?")
                .params(to, now(), from)
                .update();
    }

    private void insert(String state) {
        var key = fresh();
        jdbc.sql("INSERT INTO signing_key (state, kid, private_key, public_jwk, created_at, since)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(
                        state,
                        key.getKeyID(),
                        secrets.wrap(USE, key.toJSONString().getBytes(StandardCharsets.UTF_8)),
                        key.toPublicJWK().toJSONString(),
                        now(),
                        now())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private ECKey unwrapped(byte[] wrapped) {
        try {
            return ECKey.parse(new String(secrets.unwrap(USE, wrapped), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("A signing key cannot be read", e);
        }
    }

    private static ECKey fresh() {
        var kid = new byte[16];
        RANDOM.nextBytes(kid);
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(Base64.getUrlEncoder().withoutPadding().encodeToString(kid))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }
}
