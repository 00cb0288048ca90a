package nakama;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as Nakama 3.26.0 with the runtime module of {@code deploy/nakama} was seen to answer: status, code and message
 * of each case, {@code created} left out when false, tokens with {@code tid, uid, usn, vrs, exp, iat}. It is no game
 * server: whatever it does not know is 404. Requests are kept, so that a test can see what was sent.
 *
 * <p>By hand: {@code NAKAMA_PORT=7350 java … nakama.NakamaStub}, with {@code NAKAMA_SERVER_KEY}, {@code
 * NAKAMA_HTTP_KEY} and {@code NAKAMA_JWT_SECRET}.
 */
public final class NakamaStub implements AutoCloseable {

    /** A refusal as the game server words it. */
    static final class No extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int status;
        final int code;

        No(int status, int code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }
    }

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final StubAccounts accounts;
    private final StubModule module;
    private final String serverKey;
    private final List<String> requests = new ArrayList<>();
    private final AtomicInteger called = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean losesAnswers;

    private NakamaStub(int port, String serverKey, String httpKey, @Nullable String jwtSecret) {
        this.serverKey = serverKey;
        accounts = new StubAccounts();
        module = new StubModule(accounts, httpKey, jwtSecret);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("nakama-stub-", 0).factory()));
        server.createContext("/", this::handle);
        server.start();
    }

    /** On a free port, with the keys {@code server-key-of-the-stub} and {@code http-key-of-the-stub}. */
    public static NakamaStub start() {
        return start(0, "server-key-of-the-stub", "http-key-of-the-stub", null);
    }

    public static NakamaStub start(int port, String serverKey, String httpKey, @Nullable String jwtSecret) {
        return new NakamaStub(port, serverKey, httpKey, jwtSecret);
    }

    public static void main(String[] args) {
        var stub = start(
                Integer.parseInt(setting("NAKAMA_PORT", "7350")),
                setting("NAKAMA_SERVER_KEY", "defaultkey"),
                setting("NAKAMA_HTTP_KEY", "defaulthttpkey"),
                System.getenv("NAKAMA_JWT_SECRET"));
        System.out.println("A stub of Nakama answers on 127.0.0.1:" + stub.port());
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String httpKey() {
        return module.httpKey();
    }

    public String serverKey() {
        return serverKey;
    }

    /** The settings of a platform that uses this game server. */
    public List<String> settings() {
        return List.of(
                "--nakama.host=127.0.0.1",
                "--nakama.port=" + port(),
                "--nakama.server-key=" + serverKey,
                "--nakama.http-key=" + httpKey());
    }

    public StubAccounts accounts() {
        return accounts;
    }

    /** Everything asked so far, as {@code METHOD path?query body}. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public int calls() {
        return called.get();
    }

    /** From now on every answer takes this long. */
    public void answersAfter(Duration delay) {
        this.delay = delay;
    }

    /** From now on it does what it is asked, and the connection ends before the answer. */
    public void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    private void handle(HttpExchange exchange) throws IOException {
        called.incrementAndGet();
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            synchronized (this) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            }
            if (delay.isPositive()) Thread.sleep(delay);
            String answer;
            var status = 200;
            try {
                answer = answer(exchange, body);
            } catch (No no) {
                status = no.status;
                answer = JSON.writeValueAsString(
                        Map.of("code", no.code, "message", String.valueOf(no.getMessage()), "details", List.of()));
            }
            if (losesAnswers) return;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(HttpExchange exchange, String body) {
        var query = query(exchange);
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith("/v2/rpc/")) return module.call(path.substring(8), query, body);
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET /", "GET /healthcheck" -> "{}";
            case "POST /v2/account/authenticate/custom" -> {
                requireServerKey(exchange);
                yield authenticate(query, read(body));
            }
            case "POST /v2/account/session/refresh" -> {
                requireServerKey(exchange);
                yield accounts.refresh(read(body).path("token").asString(""));
            }
            case "GET /v2/account" -> accounts.account(bearer(exchange));
            case "DELETE /v2/account" -> accounts.deleteOwn(bearer(exchange));
            default -> throw new No(404, 5, "Not Found");
        };
    }

    private String authenticate(Map<String, String> query, JsonNode account) {
        var vars = new HashMap<String, String>();
        account.path("vars")
                .properties()
                .forEach(entry -> vars.put(entry.getKey(), entry.getValue().asString("")));
        var proof = module.before(account.path("id").asString(""), query.get("username"));
        return accounts.authenticate(proof.id(), proof.username(), !"false".equals(query.get("create")), vars);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new No(400, 3, "unexpected EOF");
        }
    }

    /** Only the user part of the credentials is compared. */
    private void requireServerKey(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Basic ")) throw new No(401, 16, "Server key required");
        var credentials = new String(Base64.getDecoder().decode(header.substring(6)), UTF_8);
        if (!credentials.split(":", 2)[0].equals(serverKey)) throw new No(401, 16, "Server key invalid");
    }

    private static String bearer(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ")) throw new No(401, 16, "Auth token invalid");
        return header.substring(7);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new HashMap<String, String>();
        var raw = exchange.getRequestURI().getRawQuery();
        if (raw == null) return query;
        for (var pair : raw.split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
