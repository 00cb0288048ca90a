package dev.annals.foundation.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;

/** JSON as it is stored: camelCase, times in ISO 8601, types under their logical names. Not the mapper of the HTTP side. */
public final class StoredJson extends Jackson3Serializer {

    private final StoredTypes types;
    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

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

    /** Looked for once: readers of the log ask for each of its events. */
    @Override
    public Class<?> classForType(SerializedType type) {
        var known = classes.get(type.getName());
        if (known != null) return known;
        var found = super.classForType(type);
        if (!UnknownSerializedType.class.isAssignableFrom(found)) classes.put(type.getName(), found);
        return found;
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        var known = readers.get(type);
        return known != null ? known : readers.computeIfAbsent(type, super::getReader);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (stored.getData() instanceof byte[] json && classForType(stored.getType()) == MetaData.class) {
            var flat = flatMetaData(json);
            if (flat != null) return (T) flat;
        }
        return super.deserialize(stored);
    }

    /** Metadata as all of ours is: names and texts. Absent where it is anything else. */
    private @Nullable MetaData flatMetaData(byte[] json) {
        try (var parser = getObjectMapper().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return null;
            var values = new HashMap<String, Object>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) return null;
                values.put(name, parser.getString());
            }
            return MetaData.from(values);
        }
    }
}
