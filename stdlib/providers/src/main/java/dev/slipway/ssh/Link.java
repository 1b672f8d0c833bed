package dev.slipway.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Ticket;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection to one machine, made when it is needed and made again when it broke, for several programs at once. */
final class Link {
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 200;

    private final Route route;
    private final Function<Ticket, Session> login;
    private final Semaphore free;
    private @Nullable Session session;

    Link(Route route, Function<Ticket, Session> login) {
        this.route = route;
        this.login = login;
        this.free = new Semaphore(route.sessions(), true);
    }

    synchronized Session session(Ticket ticket) {
        Session open = session;
        if (open == null || !open.isConnected()) {
            open = login.apply(ticket);
            session = open;
        }
        return open;
    }

    /** What is done with a channel that is configured and not yet connected. */
    interface Work<T> {
        T with(ChannelExec channel) throws JSchException;
    }

    /** Does something over a channel of its own, as soon as there is room for one. */
    <T> T over(Ticket ticket, Work<T> work) {
        acquire();
        try {
            for (int pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
                try {
                    return work.with((ChannelExec) session(ticket).openChannel("exec"));
                } catch (JSchException e) {
                    if (!isFull(e) || ticket.cancelled()) {
                        throw closed(e);
                    }
                    pause(pause); // it bears fewer than we thought, or has not yet noticed that one has ended
                }
            }
        } finally {
            free.release();
        }
    }

    /** Does something at once: where there is no room, over a connection of its own. */
    <T> T urgently(Ticket ticket, Work<T> work) {
        try {
            return work.with((ChannelExec) session(ticket).openChannel("exec"));
        } catch (JSchException full) {
            Session another = login.apply(ticket);
            try {
                return work.with((ChannelExec) another.openChannel("exec"));
            } catch (JSchException e) {
                throw closed(e);
            } finally {
                another.disconnect();
            }
        }
    }

    private Failure closed(JSchException e) {
        return new Failure.Transient(route + " opens no channel: " + e.getMessage(), "see that its server runs");
    }

    private void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure.Transient("interrupted while waiting for " + route, "");
        }
    }

    private static boolean isFull(JSchException error) {
        return String.valueOf(error.getMessage()).contains("channel is not opened");
    }

    private void acquire() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure.Transient("interrupted while waiting for " + route, "");
        }
    }

    synchronized void close() {
        if (session != null) {
            session.disconnect();
        }
    }
}
