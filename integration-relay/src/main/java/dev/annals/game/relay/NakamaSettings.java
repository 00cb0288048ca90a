package dev.annals.game.relay;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the game server is. Its names are those that the Key Service's operators know.
 *
 * @param host {@code NAKAMA_HOST}; empty: there is no game server
 * @param port {@code NAKAMA_PORT}; a container platform may have made {@code tcp://address:port} of it
 * @param serverKey {@code NAKAMA_SERVER_KEY}, for sessions
 * @param httpKey {@code NAKAMA_HTTP_KEY}, for the runtime module; empty: nobody is renamed, banned or deleted over there
 * @param tls {@code NAKAMA_TLS}
 * @param jwtSecret {@code NAKAMA_JWT_SECRET}: users are named by a token that the runtime module checks, instead of by
 *     their id alone
 */
@ConfigurationProperties("nakama")
record NakamaSettings(
        @DefaultValue("") String host,
        @DefaultValue("7350") String port,
        @DefaultValue(DEFAULT_SERVER_KEY) String serverKey,
        @DefaultValue("") String httpKey,
        @DefaultValue("false") boolean tls,
        @DefaultValue("") String jwtSecret) {

    static final String DEFAULT_SERVER_KEY = "defaultkey";

    NakamaSettings {
        host = host.strip();
        port = port.substring(port.lastIndexOf(':') + 1);
    }

    boolean isConnected() {
        return !host.isEmpty();
    }

    URI base() {
        var name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create((tls ? "https://" : "http://") + name + ":" + Integer.parseInt(port));
    }

    @Nullable
    String proofSecret() {
        return jwtSecret.isEmpty() ? null : jwtSecret;
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return "NakamaSettings[" + host + ":" + port + "]";
    }
}
