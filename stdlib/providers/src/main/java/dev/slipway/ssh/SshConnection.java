package dev.slipway.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection to one machine, made when it is needed and made again when it broke, for several programs at once. */
final class SshConnection {
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 200;
    private static final String NO_CHANNEL = "no channel was opened";

    private final Route route;
    private final Function<CallContext, Live> login;
    private final Semaphore free;
    private @Nullable Live live;
    private @Nullable CompletableFuture<Live> opening;

    SshConnection(Route route, Function<CallContext, Live> login) {
        this.route = route;
        this.login = login;
        this.free = new Semaphore(route.sessions(), true);
    }

    /** The open connection. Those who need one while it is being made share its end, be it good or bad. */
    Live live(CallContext ticket) {
        CompletableFuture<Live> made;
        boolean ours = false;
        synchronized (this) {
            Live open = live;
            if (open != null && open.isOpen()) {
                return open;
            }
            made = opening;
            if (made == null) {
                made = new CompletableFuture<>();
                opening = made;
                ours = true;
            }
        }
        if (ours) {
            open(ticket, made);
        }
        try {
            return made.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void open(CallContext ticket, CompletableFuture<Live> made) {
        try {
            Live open = login.apply(ticket);
            synchronized (this) {
                live = open;
                opening = null;
            }
            made.complete(open);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                opening = null;
            }
            made.completeExceptionally(e);
        }
    }

    /** What is done with a channel that is configured and not yet connected. */
    interface Work<T> {
        T with(Live live, ChannelExec channel) throws JSchException;
    }

    /** Does something over a channel of its own, as soon as there is room for one. */
    <T> T over(CallContext ticket, Work<T> work) {
        acquire(ticket);
        try {
            long refusedSince = 0;
            for (int pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
                Live open = live(ticket);
                try {
                    return work.with(open, channel(open));
                } catch (JSchException e) {
                    if (!isFull(e) || ticket.cancelled()) {
                        throw closed(e);
                    }
                    // it bears fewer than we thought, or has not yet noticed that one has ended
                    refusedSince = open.programs().get() > 0 || refusedSince == 0 ? System.nanoTime() : refusedSince;
                    if (System.nanoTime() - refusedSince > TimeUnit.MILLISECONDS.toNanos(route.connectMillis())) {
                        throw new Failure.Rejected(
                                route + " refuses to run programs: " + e.getMessage(),
                                "allow sessions for its user: MaxSessions in sshd_config, and no limit of processes",
                                e);
                    }
                    pause(pause);
                }
            }
        } finally {
            free.release();
        }
    }

    /** Does something at once: where there is no room, over a connection of its own. */
    <T> T urgently(CallContext ticket, Work<T> work) {
        try {
            Live open = live(ticket);
            return work.with(open, channel(open));
        } catch (JSchException full) {
            Live another = login.apply(ticket);
            try {
                return work.with(another, channel(another));
            } catch (JSchException e) {
                throw closed(e);
            } finally {
                another.close();
            }
        }
    }

    /** The library gives nothing, and does not say why, when the connection ends at this very moment. */
    private static ChannelExec channel(Live open) throws JSchException {
        if (open.session().openChannel("exec") instanceof ChannelExec channel) {
            return channel;
        }
        throw new JSchException(NO_CHANNEL);
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
        String message = String.valueOf(error.getMessage());
        return message.contains("channel is not opened") || message.equals(NO_CHANNEL);
    }

    private void acquire(CallContext ticket) {
        Runnable turn = ticket.waits();
        try {
            while (!free.tryAcquire(1, TimeUnit.SECONDS)) {
                if (ticket.cancelled()) {
                    throw new Failure.Transient("called off while all sessions of " + route + " were in use", "");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure.Transient("interrupted while waiting for " + route, "");
        } finally {
            turn.run();
        }
    }

    synchronized void close() {
        if (live != null) {
            live.close();
        }
    }
}
