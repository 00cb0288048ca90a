package dev.annals.foundation.personal;

/** Secrets without a database, for tests of what uses them: the real derivations from a fixed root. */
public final class InMemorySecrets implements Secrets {

    private final RootSecrets secrets = new RootSecrets(new byte[32]);

    @Override
    public String lookupHash(String use, String normalized) {
        return secrets.lookupHash(use, normalized);
    }

    @Override
    public byte[] wrap(String use, byte[] secret) {
        return secrets.wrap(use, secret);
    }

    @Override
    public byte[] unwrap(String use, byte[] wrapped) {
        return secrets.unwrap(use, wrapped);
    }
}
