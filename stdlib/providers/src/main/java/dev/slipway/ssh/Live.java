package dev.slipway.ssh;

import com.jcraft.jsch.Session;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open connection.
 *
 * @param programs how many programs run over it
 */
record Live(Session session, KeepAlive keepAlive, AtomicInteger programs) {
    Live(Session session, KeepAlive keepAlive) {
        this(session, keepAlive, new AtomicInteger());
    }

    boolean isOpen() {
        return session.isConnected();
    }

    void close() {
        keepAlive.stop();
        session.disconnect();
    }
}
