package dev.slipway.lab.http;

import dev.slipway.lab.LabThreads;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * Where a system listens: HTTP/1.1 over TLS, with the limits of the real server. Each connection asks anew for the
 * certificate, which may have changed, and asks its client for one without insisting.
 */
public final class HttpServer implements AutoCloseable {
    private final ServerSocket door;
    private final String name;
    private final Supplier<SSLContext> identity;
    private final HttpRules rules;
    private final Function<HttpRequest, Optional<? extends HttpReply>> answer;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * A door that opens at once.
     *
     * @param name what its threads are called
     * @param answer gives no answer where the connection is to break
     */
    public HttpServer(
            String name,
            Supplier<SSLContext> identity,
            HttpRules rules,
            Function<HttpRequest, Optional<? extends HttpReply>> answer)
            throws IOException {
        this.name = name;
        this.identity = identity;
        this.rules = rules;
        this.answer = answer;
        this.door = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        LabThreads.start(name + "-door", this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                LabThreads.start(name + "-connection", () -> serve(client));
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
            socket.setWantClientAuth(true);
            socket.setSoTimeout(rules.idleMillis());
            socket.setTcpNoDelay(true);
            var out = new BufferedOutputStream(socket.getOutputStream());
            var wire = new Wire(new BufferedInputStream(socket.getInputStream()), out, rules);
            for (int i = 1; i <= rules.requests(); i++) {
                Optional<HttpRequest> ask;
                try {
                    ask = wire.read();
                } catch (HttpRefusal e) {
                    write(out, rules.refused(e), false);
                    return;
                }
                Optional<X509Certificate> client = certificate(socket);
                Optional<? extends HttpReply> reply =
                        ask.map(one -> one.by(client)).flatMap(answer);
                if (reply.isEmpty()) {
                    return;
                }
                boolean keep = i < rules.requests()
                        && !ask.get().header("connection").orElse("").equalsIgnoreCase("close");
                if (!write(out, reply.get(), keep)) {
                    return;
                }
            }
        } catch (IOException e) {
            // idle for too long, or gone
        } finally {
            open.remove(plain);
        }
    }

    private static Optional<X509Certificate> certificate(SSLSocket socket) {
        try {
            return Optional.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // it has shown none
        }
    }

    private static boolean write(OutputStream out, HttpReply reply, boolean keep) throws IOException {
        boolean kept = reply.write(out, keep);
        out.flush();
        return kept && keep;
    }

    /** Breaks every connection, as a server that starts again does. */
    public void hangUp() {
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
