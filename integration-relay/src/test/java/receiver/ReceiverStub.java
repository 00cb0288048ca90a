package receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A receiver of claims on this machine, which answers as it is told and remembers what it was told. */
public final class ReceiverStub implements AutoCloseable {

    /** How it answers. */
    @FunctionalInterface
    public interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** What came. */
    public record Told(Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile Manner manner = status(204);

    /** On a free port. */
    public ReceiverStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("receiver-", 0).factory()));
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        told.add(new Told(headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        manner.answer(exchange);
    }

    /** From now on. */
    public void answers(Manner manner) {
        this.manner = manner;
    }

    /** With this status, and headers as name and value. */
    public static Manner status(int status, String... headers) {
        return exchange -> {
            for (var n = 0; n < headers.length; n += 2)
                exchange.getResponseHeaders().set(headers[n], headers[n + 1]);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    /** All that came, the first one first. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/claims";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
