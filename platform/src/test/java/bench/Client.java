package bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that keeps its connections and insists on its answers.
 *
 * @param position from which on it wants to see what was done
 */
record Client(
        HttpClient http,
        URI address,
        @Nullable String token,
        @Nullable String position) implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String POSITION = "Annals-Position";

    static Client of(URI address) {
        return new Client(HttpClient.newBuilder().version(Version.HTTP_1_1).build(), address, null, null);
    }

    Client as(String accessToken) {
        return new Client(http, address, accessToken, position);
    }

    Client from(String answered) {
        return new Client(http, address, token, answered);
    }

    String get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    String put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    static JsonNode read(String body) {
        return JSON.readTree(body);
    }

    String send(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        return answer(method, path, body).body();
    }

    /** From where on what was done can be seen. */
    String position(String method, String path, String body) throws IOException, InterruptedException {
        return answer(method, path, body).headers().firstValue(POSITION).orElseThrow();
    }

    private HttpResponse<String> answer(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) request.header("Content-Type", "application/json");
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (position != null) request.header(POSITION, position);
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2)
            throw new IllegalStateException(method + " " + path + " → " + answer.statusCode() + " " + answer.body());
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }
}
