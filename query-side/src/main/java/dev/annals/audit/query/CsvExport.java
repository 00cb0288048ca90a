package dev.annals.audit.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.foundation.evidence.AuditChain;
import dev.annals.foundation.evidence.ChainReader;
import dev.annals.foundation.evidence.ChainSection;
import dev.annals.foundation.evidence.ChainedEvent;
import dev.annals.foundation.evidence.Seal;
import dev.annals.foundation.store.EventMetadata;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** For a spreadsheet, as RFC 4180 has it. What a spreadsheet would take for a formula begins with an apostrophe. */
final class CsvExport implements ChainReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final Writer out;

    CsvExport(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
    }

    void write(ChainSection section, AuditChain chain) throws IOException {
        try {
            line(
                    "position",
                    "at",
                    "type",
                    "revision",
                    "event_id",
                    "aggregate_id",
                    "sequence",
                    "user_id",
                    "actor",
                    "request_id",
                    "causation_id",
                    "session_id",
                    "payload",
                    "mark");
            chain.read(section, this);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        out.flush();
    }

    @Override
    public void event(ChainedEvent event, String mark) {
        var payload = read(event.payload());
        var metadata = read(event.metadata());
        line(
                Long.toString(event.index()),
                event.recordedAt().toString(),
                event.type(),
                event.revision(),
                event.eventId(),
                event.aggregateId(),
                Long.toString(event.sequenceNumber()),
                text(payload, "userId"),
                text(metadata, EventMetadata.ACTOR),
                text(metadata, EventMetadata.REQUEST_ID),
                text(metadata, EventMetadata.CAUSATION_ID),
                text(metadata, EventMetadata.SESSION),
                new String(event.payload(), UTF_8),
                mark);
    }

    /** A spreadsheet has no use for it. */
    @Override
    public void seal(Seal seal) {}

    private void line(@Nullable String... values) {
        try {
            for (var at = 0; at < values.length; at++) {
                if (at > 0) out.write(',');
                out.write(cell(values[at]));
            }
            out.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) return "";
        var safe = FORMULAS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String text(JsonNode json, String property) {
        return json.path(property).asString(null);
    }
}
