package dev.annals.user.command;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes and compares passwords, few at a time: each hash takes much memory and a core, and a crowd at the door must
 * neither exhaust them nor overtake each other.
 */
class PasswordHasher {

    private static final String FILLER = "no password";

    private final PasswordEncoder encoder;
    private final Semaphore places;
    private final String dummy;

    /** @param atOnce how many may hash at the same time; the others wait in order */
    PasswordHasher(PasswordEncoder encoder, int atOnce) {
        this.encoder = encoder;
        places = new Semaphore(atOnce, true);
        dummy = hash("the password of nobody");
    }

    /** The hash, with its algorithm's prefix. */
    String hash(String password) {
        var normalized = Text.nfkc(password);
        return inPlace(() -> encoder.encode(normalized));
    }

    /** Whether it is the password. Without a hash to compare with the same work is done, and the answer is no. */
    boolean matches(String password, @Nullable String hash) {
        var possible = !password.isEmpty() && PasswordPolicy.isBounded(password);
        // What no policy lets in is not worth normalising, and the encoder answers at once to no password at all: a
        // filler does their work.
        var normalized = possible ? Text.nfkc(password) : FILLER;
        var same = inPlace(() -> encoder.matches(normalized, hash == null ? dummy : hash));
        return same && possible && hash != null;
    }

    /** Whether the hash was made with an older algorithm or weaker parameters. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T inPlace(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
