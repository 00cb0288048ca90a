package dev.annals.session.command;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens as the text they are. */
final class TokenText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TokenText() {}

    static JsonNode claims(String token) {
        return JSON.readTree(decoded(token.split("\\.")[1]));
    }

    static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
