package dev.slipway.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a port of this machine that can be cut. */
final class Cutter implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int inside;
    private final AtomicInteger next = new AtomicInteger(Integer.MAX_VALUE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Cutter(int inside) throws IOException {
        this.inside = inside;
        start(() -> {
            while (!door.isClosed()) {
                Socket client = door.accept();
                start(() -> serve(client, next.getAndSet(Integer.MAX_VALUE)));
            }
        });
    }

    int port() {
        return door.getLocalPort();
    }

    void cutNextAfter(int bytes) {
        next.set(bytes);
    }

    void cutAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void serve(Socket client, int most) throws IOException {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), inside)) {
            client.setTcpNoDelay(true); // small packets would wait for each other
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            start(() -> server.getInputStream().transferTo(client.getOutputStream()));
            var chunk = new byte[4096];
            int left = most;
            for (int n = client.getInputStream().read(chunk);
                    n >= 0 && left > 0;
                    n = client.getInputStream().read(chunk)) {
                server.getOutputStream().write(chunk, 0, Math.min(n, left));
                left -= n;
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one end has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cutAll();
    }
}
