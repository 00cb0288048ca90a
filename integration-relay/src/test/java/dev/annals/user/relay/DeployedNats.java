package dev.annals.user.relay;

import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real server with the very files of deploy/nats and one more subscriber, made as the README there says. */
final class DeployedNats implements AutoCloseable {

    static final String PASSWORD = "0123456789abcdef0123456789abcdef";
    static final Map<String, String> PASSWORDS = Map.of(
            "RELAY_PASSWORD", PASSWORD,
            "OPERATOR_PASSWORD", PASSWORD,
            "SOCIAL_BACKEND_PASSWORD", PASSWORD,
            "SECOND_SHOP_PASSWORD", PASSWORD);

    /** A connection, and what the server has refused it. */
    record Client(Connection connection, List<String> refusals) {}

    private final Process process;
    private final int port;
    private final List<Connection> connections = new ArrayList<>();

    DeployedNats() throws Exception {
        var folder = Files.createTempDirectory("deployed-nats");
        port = freePort();
        process = start(withSecondSubscriber(folder), folder, port, PASSWORDS);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (var ignored = connect("annals", PASSWORD, "_INBOX_annals.").connection()) {
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    static Process start(Path configuration, Path folder, int port, Map<String, String> passwords) throws IOException {
        var builder = new ProcessBuilder(configuration.resolve("start").toString()).redirectErrorStream(true);
        builder.environment().putAll(passwords);
        builder.environment().put("NATS_STORE_DIR", folder.resolve("store").toString());
        builder.environment().put("NATS_LISTEN", "127.0.0.1:" + port);
        builder.environment().put("NATS_MONITORING", "127.0.0.1:" + freePort());
        return builder.redirectOutput(folder.resolve("server.log").toFile()).start();
    }

    /** A copy of the files, with a copy of the subscriber's in it. */
    static Path withSecondSubscriber(Path folder) throws IOException {
        var copy = Files.createDirectories(folder.resolve("nats"));
        try (var files = Files.list(files())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        var first = Files.readString(copy.resolve("subscriber-social-backend.conf"));
        Files.writeString(
                copy.resolve("subscriber-second-shop.conf"),
                first.replace("SOCIAL_BACKEND", "SECOND_SHOP").replace("social-backend", "second-shop"));
        var accounts = Files.readString(copy.resolve("accounts.conf"));
        var line = "  include \"subscriber-social-backend.conf\"\n";
        Files.writeString(
                copy.resolve("accounts.conf"),
                accounts.replace(line, line + line.replace("social-backend", "second-shop")));
        return copy;
    }

    static Path files() {
        return Path.of("../deploy/nats").toAbsolutePath().normalize();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Annals itself: the only user whose inbox needs a prefix. */
    Connection relay() throws Exception {
        return kept(connect("annals", PASSWORD, "_INBOX_annals.")).connection();
    }

    Client as(String user) throws Exception {
        return kept(connect(user, PASSWORD, "_INBOX."));
    }

    Client connect(String user, String password, String inbox) throws IOException, InterruptedException {
        var refusals = new CopyOnWriteArrayList<String>();
        var options = new Options.Builder()
                .server(url())
                .userInfo(user, password)
                .inboxPrefix(inbox)
                .noReconnect()
                .errorListener(new ErrorListener() {
                    @Override
                    public void errorOccurred(Connection connection, String error) {
                        refusals.add(error);
                    }
                });
        return new Client(Nats.connect(options.build()), refusals);
    }

    String url() {
        return "nats://127.0.0.1:" + port;
    }

    private Client kept(Client client) {
        connections.add(client.connection());
        return client;
    }

    @Override
    public void close() throws Exception {
        for (var connection : connections) connection.close();
        process.destroy();
        process.waitFor();
    }
}
