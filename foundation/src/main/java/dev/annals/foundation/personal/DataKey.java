package dev.annals.foundation.personal;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A subject's key, unwrapped; without the key once it is destroyed. */
record DataKey(int version, @Nullable SecretKey key) {

    @Override
    public String toString() {
        return "DataKey[version=" + version + ", " + (key == null ? "destroyed" : "present") + "]";
    }
}
