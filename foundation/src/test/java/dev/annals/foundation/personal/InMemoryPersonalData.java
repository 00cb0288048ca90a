package dev.annals.foundation.personal;

import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Personal data without a database, for tests of what uses it: really sealed, keys in a map. */
public final class InMemoryPersonalData implements PersonalData, DataKeys {

    private final Map<UUID, DataKey> keys = new ConcurrentHashMap<>();

    @Override
    public Personal seal(UUID subject, Purpose purpose, String clear) {
        var key = keys.computeIfAbsent(
                subject, s -> new DataKey(KeyRing.VERSION, AesGcm.key(AesGcm.random(AesGcm.KEY_BYTES))));
        if (key.key() == null) throw new IllegalStateException("The key of subject " + subject + " is destroyed");
        return SealedPersonalData.seal(key, subject, purpose, clear);
    }

    @Override
    public String open(Personal sealed) {
        var key = keys.get(sealed.subject());
        if (key == null) throw new IllegalStateException("The key of subject " + sealed.subject() + " is missing");
        return SealedPersonalData.open(key, sealed);
    }

    @Override
    public void destroy(UUID subject) {
        keys.put(subject, new DataKey(KeyRing.VERSION, null));
    }

    @Override
    public boolean isDestroyed(UUID subject) {
        var key = keys.get(subject);
        return key != null && key.key() == null;
    }

    @Override
    public Set<UUID> listed() {
        return Set.of();
    }

    @Override
    public long rewrap() {
        return 0;
    }
}
