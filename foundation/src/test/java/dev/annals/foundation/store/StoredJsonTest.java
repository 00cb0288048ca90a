package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class StoredJsonTest {

    private final StoredJson json = new StoredJson(StoredTypes.onClassPath());

    @Test
    void metadataOfTextsIsReadAsItWasWritten() {
        expectReadAsWritten(MetaData.with("request_id", "a \"quoted\" 名前").and("actor", ""));
        expectReadAsWritten(MetaData.emptyInstance());
    }

    @Test
    void metadataOfAnythingElseIsReadAsWell() {
        expectReadAsWritten(MetaData.with("actor", "system").and("count", 7).and("nested", Map.of("a", "b")));
    }

    @Test
    void aClassThatIsNotKnownIsStillNotKnownTheSecondTime() {
        var type = new org.axonframework.serialization.SimpleSerializedType("no.such.Class", null);
        var unknown = json.classForType(type);

        assertThat(json.classForType(type)).isEqualTo(unknown);
    }

    private void expectReadAsWritten(MetaData metadata) {
        MetaData read = json.deserialize(json.serialize(metadata, byte[].class));

        assertThat(read).isEqualTo(metadata);
    }
}
