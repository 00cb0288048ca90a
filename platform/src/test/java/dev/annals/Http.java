package dev.annals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as anybody could write one: it knows a base address, perhaps a token, and JSON. */
record Http(HttpClient client, URI base, Map<String, String> headers) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** What came back. {@code body} is a missing node where there is no JSON. */
    record Answer(int status, HttpResponse<String> raw, JsonNode body) {

        String text(String property) {
            return body.path(property).asString("");
        }

        String code() {
            return text("code");
        }

        @Nullable
        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        @Override
        public String toString() {
            return raw.request().method() + " " + raw.request().uri().getPath() + " → " + status + " " + raw.body();
        }
    }

    static Http at(int port) {
        return new Http(CLIENT, URI.create("http://localhost:" + port), Map.of());
    }

    /** The same from another address of this machine. */
    Http from(String address) {
        try {
            var there = HttpClient.newBuilder().localAddress(InetAddress.getByName(address));
            return new Http(there.build(), URI.create("http://127.0.0.1:" + base.getPort()), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Http with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Http(client, base, more);
    }

    Http bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer delete(String path, Object body) {
        return send("DELETE", path, body);
    }

    /** A text is sent as it is, anything else as JSON. */
    Answer send(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        if (body == null) request.method(method, BodyPublishers.noBody());
        else {
            request.method(
                    method,
                    BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body)));
            if (!headers.containsKey("Content-Type")) request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response, read(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        var type = response.headers().firstValue("Content-Type").orElse("");
        var json = type.contains("json") && !type.contains("ndjson");
        return json && !response.body().isEmpty() ? JSON.readTree(response.body()) : JSON.missingNode();
    }
}
