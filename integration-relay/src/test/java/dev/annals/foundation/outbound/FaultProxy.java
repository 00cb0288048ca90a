package dev.annals.foundation.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between a client and its server on this machine, and lets happen what networks do. */
public final class FaultProxy implements AutoCloseable {

    private final int port;
    private final int target;
    private volatile ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isDeaf;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile long delayMillis;

    /** On a free port, to that one. */
    public FaultProxy(int target) {
        this.target = target;
        listening = listen(0);
        port = listening.getLocalPort();
    }

    private ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().name("fault-proxy").start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** From now on whoever connects is refused, until {@link #listens}. */
    public void refuses() {
        shut(listening);
        cut();
    }

    public void listens() {
        if (listening.isClosed()) listening = listen(port);
    }

    private static void shut(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the client hears nothing of what the server says. */
    public void swallowAnswers() {
        isDeaf = true;
    }

    /** From now on what the client says is kept back until {@link #letGo}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    public void letGo() {
        held.countDown();
    }

    /** From now on every answer takes so long. */
    public void delayAnswers(long millis) {
        delayMillis = millis;
    }

    /** Resets what is open; new connections are served as if nothing had been. */
    public void cut() {
        isDeaf = false;
        delayMillis = 0;
        sockets.forEach(FaultProxy::reset);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                sockets.add(client);
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                start(() -> pump(client.getInputStream(), server.getOutputStream(), true), client, server);
                start(() -> pump(server.getInputStream(), client.getOutputStream(), false), server, client);
            } catch (IOException e) {
                // Closed, or nobody listens there: the client sees its end.
                sockets.stream().filter(Socket::isClosed).forEach(sockets::remove);
            }
        }
    }

    private interface Pump {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Pump pump, Socket from, Socket to) {
        Thread.ofPlatform().daemon().name("fault-pump").start(() -> {
            try {
                pump.run();
            } catch (IOException | InterruptedException e) {
                // One side has ended.
            } finally {
                reset(from);
                reset(to);
            }
        });
    }

    private void pump(InputStream from, OutputStream to, boolean isClients) throws IOException, InterruptedException {
        var buffer = new byte[65_536];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (isClients) held.await();
            else if (isDeaf) continue;
            else if (delayMillis > 0) TimeUnit.MILLISECONDS.sleep(delayMillis);
            to.write(buffer, 0, read);
            to.flush();
        }
        if (isClients) held.await();
    }

    private static void reset(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        shut(listening);
        letGo();
        cut();
    }
}
