package dev.annals.foundation.store;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** JSON as it is stored: camelCase, times in ISO 8601, types under their logical names. Not the mapper of the HTTP side. */
public final class StoredJson extends Jackson3Serializer {

    private final StoredTypes types;

    /** The names come from the table. */
    public StoredJson(StoredTypes types) {
        super(builder());
        this.types = types;
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        var stored = super.typeForClass(type);
        return stored.equals(SerializedType.emptyType())
                ? stored
                : new SimpleSerializedType(types.nameOf(type), stored.getRevision());
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        return types.classOf(type.getName());
    }
}
