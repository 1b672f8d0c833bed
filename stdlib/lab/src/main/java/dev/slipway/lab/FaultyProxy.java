package dev.slipway.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The way to one address of the lab. Everything that a network does to connections happens here, so that no twin has to
 * know of it.
 */
final class FaultyProxy implements AutoCloseable {
    private static final int CHUNK = 1 << 14;
    private static final long KNOCK_MILLIS = 20;
    private static final int SILENCE_MILLIS = 20;

    private final ServerSocket door;
    private final int inside;
    private final Faults faults;
    private final Set<String> targets;
    private final BooleanSupplier listens;
    private final BooleanSupplier admits;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * A gate that opens at once.
     *
     * @param inside the port of this machine where the twin listens
     * @param targets what faults may call this place: the address, and the name of the system
     * @param listens whether somebody listens there; otherwise the connection is refused
     * @param admits whether the machine lets a new connection in; otherwise whoever knocks hears nothing
     */
    FaultyProxy(
            ServerSocket door,
            int inside,
            Faults faults,
            Set<String> targets,
            BooleanSupplier listens,
            BooleanSupplier admits) {
        this.door = door;
        this.inside = inside;
        this.faults = faults;
        this.targets = Set.copyOf(targets);
        this.listens = listens;
        this.admits = admits;
        LabThreads.start("lab-gate", this::accept);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                LabThreads.start("lab-gate", () -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            open.add(client);
            if (door.isClosed()
                    || !listens.getAsBoolean()
                    || strikes(Fault.REFUSE).isPresent()
                    || strikes(Fault.POWER).isPresent()) {
                client.setSoLinger(true, 0); // a reset, as from a port where nobody listens
                return;
            }
            while (!admits.getAsBoolean()) {
                if (door.isClosed()) {
                    return;
                }
                Thread.sleep(KNOCK_MILLIS); // whoever knocks knocks again, and comes in as soon as it is let in
            }
            if (strikes(Fault.SILENCE).isPresent()) {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            try (var twin = new Socket(InetAddress.getLoopbackAddress(), inside)) {
                open.add(twin);
                twin.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                long delay = strikes(Fault.LATENCY).map(Fault::number).orElse(0L);
                long most = strikes(Fault.CUT).map(Fault::number).orElse(Long.MAX_VALUE);
                LabThreads.start("lab-gate", () -> pump(twin, client, 0, Long.MAX_VALUE));
                pump(client, twin, delay, most);
                open.remove(twin);
            }
        } catch (IOException e) {
            // one end has gone, and the other goes with it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private Optional<Fault> strikes(String name) {
        return faults.strike(name, targets);
    }

    /** Carries bytes until one end closes, which closes the other; or until so many have passed. */
    private void pump(Socket from, Socket to, long delay, long most) {
        var chunk = new byte[CHUNK];
        long left = most;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(chunk); n >= 0 && left > 0; n = in.read(chunk)) {
                if (delay > 0) {
                    Thread.sleep(delay);
                }
                awaitSound(from, to);
                out.write(chunk, 0, (int) Math.min(n, left));
                out.flush();
                left -= n;
            }
            if (left <= 0) {
                from.setSoLinger(true, 0);
                from.close();
                to.close();
            } else {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            closed(from);
            closed(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A lasting silence falls upon open connections as well: as behind a dead link, bytes wait until it is over. */
    private void awaitSound(Socket from, Socket to) throws IOException, InterruptedException {
        while (faults.lasts(Fault.SILENCE, targets)) {
            if (from.isClosed() || to.isClosed() || door.isClosed()) {
                throw new IOException("closed");
            }
            Thread.sleep(SILENCE_MILLIS);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is as closed as it will ever be
        }
    }

    /** Loses every connection that is open, as when somebody pulls the plug. */
    void cutAll() {
        open.forEach(FaultyProxy::closed);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            // it is as closed as it will ever be
        }
        cutAll();
    }
}
