package dev.slipway.lab.pve;

import dev.slipway.lab.LabThreads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Where one node listens: HTTP/1.1 over TLS, with the limits of the real server. A server of our own, because none at
 * hand can write a reason phrase. Each connection asks anew for the certificate: joining a cluster changes it.
 */
final class HttpsServer implements AutoCloseable {
    private static final int IDLE_MILLIS = 5000;
    private static final int REQUESTS = 100;

    private final ServerSocket door;
    private final Supplier<SSLContext> identity;
    private final Function<HttpRequest, Optional<Reply>> answer;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * A door that opens at once.
     *
     * @param answer gives no answer where the connection is to break
     */
    HttpsServer(Supplier<SSLContext> identity, Function<HttpRequest, Optional<Reply>> answer) throws IOException {
        this.identity = identity;
        this.answer = answer;
        this.door = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        LabThreads.start("pve-door", this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                LabThreads.start("pve-connection", () -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket plain) {
        open.add(plain);
        try (plain;
                var socket = (SSLSocket) identity.get().getSocketFactory().createSocket(plain, null, true)) {
            socket.setUseClientMode(false);
            socket.setSoTimeout(IDLE_MILLIS);
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (int i = 1; i <= REQUESTS; i++) {
                Optional<HttpRequest> ask;
                try {
                    ask = Wire.read(in, socket.getOutputStream());
                } catch (ApiException e) {
                    write(socket.getOutputStream(), Reply.refused(e), false);
                    return;
                }
                Optional<Reply> reply = ask.flatMap(answer);
                if (reply.isEmpty()) {
                    return;
                }
                boolean keep = i < REQUESTS
                        && !ask.get().header("connection").orElse("").equalsIgnoreCase("close");
                write(socket.getOutputStream(), reply.get(), keep);
                if (!keep) {
                    return;
                }
            }
        } catch (IOException e) {
            // idle for too long, or gone
        } finally {
            open.remove(plain);
        }
    }

    private static void write(OutputStream out, Reply reply, boolean keep) throws IOException {
        out.write(reply.head(keep));
        out.write(reply.bytes());
        out.flush();
    }

    /** Breaks every connection, as a server that starts again does. */
    void hangUp() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is as closed as it will ever be
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            // it is as closed as it will ever be
        }
        hangUp();
    }
}
