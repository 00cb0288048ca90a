package dev.annals.session.command;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys as this process knows them. A key that another process made is read when a token names it, though not more
 * often than once a second: whoever invents key ids shall not ask the database for us.
 */
@Component
class SigningKeys {

    /** @param currentSince since when it signs */
    private record Known(String kid, PrivateKey key, Instant currentSince, JWKSet publicKeys) {}

    private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

    private final SigningKeyTable table;
    private final Clock clock;
    private volatile @Nullable Known known;
    private Instant readAt = Instant.MIN;

    SigningKeys(SigningKeyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The key that signs. */
    Signer signer() {
        var now = known();
        return new Signer(now.kid(), now.key());
    }

    /** Signs new tokens. */
    record Signer(String kid, PrivateKey key) {}

    /** The public parts of all keys, as verifiers read them. */
    JWKSet publicKeys() {
        return known().publicKeys();
    }

    /** The public key of this id; absent where there is none. */
    @Nullable
    JWK find(String kid) {
        var key = known().publicKeys().getKeyByKeyId(kid);
        if (key != null || !readAgain()) return key;
        return known().publicKeys().getKeyByKeyId(kid);
    }

    /** Makes the next key the one that signs; the former one still counts, the one before it no more. */
    void rotate() {
        table.rotate(known().kid());
        read();
    }

    /** Reads what other processes did, and rotates when it is time. */
    void keepUp(Duration rotation) {
        read();
        if (!known().currentSince().plus(rotation).isAfter(clock.instant())) rotate();
    }

    private Known known() {
        var now = known;
        return now != null ? now : read();
    }

    private synchronized boolean readAgain() {
        if (clock.instant().isBefore(readAt.plus(BETWEEN_READS))) return false;
        read();
        return true;
    }

    private synchronized Known read() {
        var keys = table.all();
        if (keys.size() < 2) {
            table.fill();
            keys = table.all();
        }
        var current = keys.stream()
                .filter(each -> each.state().equals(SigningKeyTable.CURRENT))
                .findAny()
                .orElseThrow();
        var read = new Known(
                current.key().getKeyID(),
                privateKey(current.key()),
                current.since(),
                new JWKSet(keys.stream()
                        .map(each -> (JWK) each.key().toPublicJWK())
                        .toList()));
        readAt = clock.instant();
        known = read;
        return read;
    }

    private static PrivateKey privateKey(ECKey key) {
        try {
            return key.toPrivateKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("A signing key has no private part", e);
        }
    }
}
