package dev.annals.audit.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.foundation.evidence.AuditChain;
import dev.annals.foundation.evidence.ChainReader;
import dev.annals.foundation.evidence.ChainSection;
import dev.annals.foundation.evidence.ChainedEvent;
import dev.annals.foundation.evidence.Seal;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** One JSON object per line, with everything in it that the chain is made over. docs/audit-format.md has the words. */
final class NdjsonExport implements ChainReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .rootValueSeparator("")
            .build();

    private final JsonGenerator line;

    NdjsonExport(OutputStream out) {
        line = JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    void write(ChainSection section, AuditChain chain) {
        begin("begin");
        line.writeStringProperty("format", "annals-export-v1");
        line.writeStringProperty("store", section.store());
        line.writeNumberProperty("after", section.after());
        line.writeNumberProperty("events_before", section.eventsBefore());
        line.writeStringProperty("hash", section.hashBefore());
        end();
        chain.read(section, this);
        begin("end");
        line.writeNumberProperty("position", section.last());
        line.writeNumberProperty("events", section.events());
        line.writeStringProperty("hash", section.hash());
        end();
        line.flush();
    }

    @Override
    public void event(ChainedEvent event, String mark) {
        begin("event");
        line.writeNumberProperty("position", event.index());
        line.writeStringProperty("event_id", event.eventId());
        text("aggregate_type", event.aggregateType());
        line.writeStringProperty("aggregate_id", event.aggregateId());
        line.writeNumberProperty("sequence", event.sequenceNumber());
        line.writeStringProperty("type", event.type());
        text("revision", event.revision());
        line.writeStringProperty("at", event.recordedAt().toString());
        bytes("payload", event.payload());
        bytes("metadata", event.metadata());
        line.writeStringProperty("mark", mark);
        end();
    }

    @Override
    public void seal(Seal seal) {
        begin("seal");
        line.writeNumberProperty("number", seal.number());
        line.writeNumberProperty("position", seal.position());
        line.writeNumberProperty("events", seal.events());
        line.writeStringProperty("hash", seal.hash());
        line.writeStringProperty("previous", seal.previous());
        line.writeStringProperty("sealed_at", seal.sealedAt().toString());
        line.writeStringProperty("key", seal.keyId());
        line.writeStringProperty("signature", Base64.getEncoder().encodeToString(seal.signature()));
        end();
    }

    private void begin(String kind) {
        line.writeStartObject();
        line.writeStringProperty("kind", kind);
    }

    private void end() {
        line.writeEndObject();
        line.writeRaw('\n');
    }

    private void text(String name, @Nullable String text) {
        if (text == null) line.writeNullProperty(name);
        else line.writeStringProperty(name, text);
    }

    /** As text where that gives the same bytes again. */
    private void bytes(String name, byte[] bytes) {
        var text = new String(bytes, UTF_8);
        if (Arrays.equals(text.getBytes(UTF_8), bytes)) line.writeStringProperty(name, text);
        else line.writeStringProperty(name + "_base64", Base64.getEncoder().encodeToString(bytes));
    }
}
