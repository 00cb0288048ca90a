package dev.annals.user.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;
import wiremock.com.networknt.schema.InputFormat;
import wiremock.com.networknt.schema.JsonSchema;
import wiremock.com.networknt.schema.JsonSchemaFactory;
import wiremock.com.networknt.schema.SchemaValidatorsConfig;
import wiremock.com.networknt.schema.SpecVersion;

/** docs/asyncapi.yaml, and what it has to say against a message. WireMock brings the checker along. */
final class AsyncApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> document;

    private AsyncApi(Map<String, Object> document) {
        this.document = document;
    }

    static AsyncApi read() throws IOException {
        var text = Files.readString(Path.of("../docs/asyncapi.yaml"));
        return new AsyncApi(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    Map<String, Object> document() {
        return document;
    }

    /** What a reference like {@code #/components/schemas/X} leads to; absent where it leads nowhere. */
    Object at(String reference) {
        Object here = document;
        for (var name : reference.substring(2).split("/")) {
            if (!(here instanceof Map<?, ?> map) || !map.containsKey(name)) return null;
            here = map.get(name);
        }
        return here;
    }

    /** What is wrong with that JSON; empty where nothing is. */
    List<String> complaints(String schema, String json) {
        return schema(schema).validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    List<String> complaints(String schema, Map<String, ?> values) {
        return complaints(schema, JSON.writeValueAsString(values));
    }

    private JsonSchema schema(String name) {
        var whole = JSON.writeValueAsString(
                Map.of("components", document.get("components"), "$ref", "#/components/schemas/" + name));
        var configuration =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(whole, InputFormat.JSON, configuration);
    }
}
