package dev.annals.session.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks to the write side over HTTP. */
final class Client {

    static final String PASSWORD = "correct horse battery";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;

    Client(ServletWebServerApplicationContext server) {
        base = "http://localhost:" + server.getWebServer().getPort();
    }

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        String text(String field) {
            return body.path(field).asString();
        }

        String code() {
            return text("code");
        }
    }

    /** A new user's name. */
    String registered() {
        var name = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        var answer = post("/api/v1/users", null, Map.of("username", name, "password", PASSWORD));
        if (answer.status() != 201) throw new IllegalStateException(answer.raw().body());
        return name;
    }

    Answer signIn(String name) {
        return signIn(name, PASSWORD);
    }

    Answer signIn(String name, String password) {
        return post("/api/v1/sessions", null, Map.of("login", name, "password", password));
    }

    Answer refresh(String refreshToken) {
        return post("/api/v1/sessions/refresh", null, Map.of("refresh_token", refreshToken));
    }

    /** Something every signed-in user may do, whatever he is: changes nothing. */
    Answer ask(String accessToken) {
        return send("PATCH", "/api/v1/users/me/profile", accessToken, "{}", "application/json");
    }

    Answer post(String path, String token, Map<String, ?> body) {
        return send("POST", path, token, JSON.writeValueAsString(body), "application/json");
    }

    Answer form(String path, String token, String body) {
        return send("POST", path, token, body, "application/x-www-form-urlencoded");
    }

    Answer delete(String path, String token) {
        return send("DELETE", path, token, null, null);
    }

    Answer get(String path, String token) {
        return send("GET", path, token, null, null);
    }

    Answer send(String method, String path, String token, String body, String type) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) request.header("Content-Type", type);
        if (token != null) request.header("Authorization", "Bearer " + token);
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            var body = response.body();
            return new Answer(response.statusCode(), body.isBlank() ? JSON.nullNode() : JSON.readTree(body), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create(base + path);
    }
}
