package dev.slipway.ssh;

import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks the peer of a connection for a sign of life, and closes the connection when none comes.
 *
 * <p>The check of the library itself depends on the read timeout of a socket: a connection through a jump host has no
 * socket, and a timeout in the middle of a packet loses the part that was read. This one measures how long a read has been
 * waiting, so a slow consumer on our side is not mistaken for a silent peer. Nothing that can block runs on the clock's
 * thread: when the peer reads nothing, even asking blocks.
 */
final class KeepAlive {
    /** How many signs of life may be missing. */
    static final int MISSED = 3;

    private static final int TICKS = 3;
    private static final ScheduledThreadPoolExecutor CLOCK =
            new ScheduledThreadPoolExecutor(1, work -> thread("slipway-ssh-clock", work));

    private final Route route;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long waitingSince;
    private volatile long askedAt;
    private volatile boolean silent;
    private volatile @Nullable Session session;
    private volatile @Nullable Closeable wire;
    private volatile @Nullable Future<?> ticks;

    static {
        CLOCK.setRemoveOnCancelPolicy(true);
    }

    KeepAlive(Route route) {
        this.route = route;
    }

    /** Starts watching. Until the session is connected, a read may wait as long as connecting may take. */
    void start() {
        int period = Math.max(1, Math.min(route.aliveMillis(), route.connectMillis()) / TICKS);
        ticks = CLOCK.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    /** From now on signs of life are asked for. */
    void connected(Session open) {
        session = open;
    }

    void stop() {
        Future<?> running = ticks;
        if (running != null) {
            running.cancel(false);
        }
    }

    /** Whether the connection was closed because the peer did not answer. */
    boolean isSilent() {
        return silent;
    }

    /** Why a program that ran over this connection was cut off. */
    String broken() {
        return silent
                ? route + " has not answered for " + seconds(MISSED * route.aliveMillis()) + "; connection closed"
                : "the connection to " + route + " broke";
    }

    /** Sockets that are watched. */
    SocketFactory sockets() {
        return new SocketFactory() {
            @Override
            public Socket createSocket(String host, int port) throws IOException {
                var socket = new Socket();
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(host, port), route.connectMillis());
                return socket;
            }

            @Override
            public InputStream getInputStream(Socket socket) throws IOException {
                return watched(socket.getInputStream(), socket);
            }

            @Override
            public OutputStream getOutputStream(Socket socket) throws IOException {
                return socket.getOutputStream();
            }
        };
    }

    /** What arrives over a wire, which is closed when nothing arrives any more. */
    InputStream watched(InputStream in, Closeable closedWhenSilent) {
        wire = closedWhenSilent;
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                waitingSince = now();
                try {
                    return in.read();
                } finally {
                    waitingSince = 0;
                }
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                waitingSince = now();
                try {
                    return in.read(bytes, from, length);
                } finally {
                    waitingSince = 0;
                }
            }
        };
    }

    private void tick() {
        Session open = session;
        if (open != null && !open.isConnected()) {
            stop();
            return;
        }
        long since = waitingSince;
        long quiet = since == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(now() - since);
        if (quiet >= (open == null ? route.connectMillis() : MISSED * route.aliveMillis())) {
            silent = true;
            stop();
            thread("slipway-ssh-cut", this::cut).start();
        } else if (open != null && quiet >= route.aliveMillis() && isTimeToAsk() && asking.compareAndSet(false, true)) {
            askedAt = now();
            thread("slipway-ssh-ask", () -> ask(open)).start();
        }
    }

    private boolean isTimeToAsk() {
        return askedAt == 0 || TimeUnit.NANOSECONDS.toMillis(now() - askedAt) >= route.aliveMillis();
    }

    private void ask(Session open) {
        try {
            open.sendKeepAliveMsg();
        } catch (Exception e) {
            // the connection is closed, or will be when nothing is heard
        } finally {
            asking.set(false);
        }
    }

    /** The wire first: whoever still writes to it holds the lock that closing the session needs. */
    private void cut() {
        try {
            Closeable cut = wire;
            if (cut != null) {
                cut.close();
            }
        } catch (IOException e) {
            // closed all the same
        }
    }

    static String seconds(int millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static long now() {
        return System.nanoTime() | 1; // 0 stands for no time
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
