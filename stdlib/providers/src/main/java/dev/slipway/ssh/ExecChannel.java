package dev.slipway.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What passes between us and one program over there. The first line that it says is its number.
 *
 * <p>What it says is taken as it arrives, by the thread of the connection: a pipe in between would be looked into once in
 * a second only. The end, too, is noticed by that thread, which closes the streams.
 */
final class ExecChannel {
    private static final int LONGEST = 1 << 20;
    /** The library closes the streams at every end that it knows of; this covers one that it does not. */
    private static final int CHECK_SECONDS = 5;

    private final Route route;
    private final Live live;
    private final ChannelExec channel;
    private final AtomicLong process;
    private final Consumer<String> line;
    private final Semaphore closed = new Semaphore(0);

    ExecChannel(Route route, Live live, ChannelExec channel, AtomicLong process, Consumer<String> line) {
        this.route = route;
        this.live = live;
        this.channel = channel;
        this.process = process;
        this.line = line;
    }

    Remote.End hold(String command, byte[] input) throws JSchException {
        var text = new StringBuilder();
        var out = new Lines(each -> heard(each, text), closed::release);
        String errors = hold(command, input, out);
        out.end();
        return new Remote.End(channel.getExitStatus(), whole(text), errors);
    }

    /** The same with what it prints as it is, up to so many bytes. */
    Remote.Raw fetch(String command, int most) throws JSchException {
        var out = new Bytes(this::isNumber, most, closed::release);
        String errors = hold(command, new byte[0], out);
        return new Remote.Raw(channel.getExitStatus(), out.bytes(), errors);
    }

    private String hold(String command, byte[] input, OutputStream out) throws JSchException {
        var errors = new StringBuilder();
        var err = new Lines(each -> kept(each, errors), closed::release);
        channel.setCommand(command);
        channel.setOutputStream(out);
        channel.setErrStream(err);
        boolean runs = false;
        try {
            OutputStream in = channel.getOutputStream();
            channel.connect(route.connectMillis());
            live.programs().incrementAndGet();
            runs = true;
            write(in, input);
            awaitEnd();
            err.end();
            if (channel.getExitStatus() < 0) {
                throw new Remote.Broken(live.keepAlive().broken() + " while a program ran there");
            }
            return whole(errors);
        } catch (IOException e) {
            throw new Remote.Broken(live.keepAlive().broken() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Remote.Broken("interrupted while a program ran on " + route);
        } finally {
            channel.disconnect();
            if (runs) {
                live.programs().decrementAndGet();
            }
        }
    }

    private void awaitEnd() throws InterruptedException {
        while (!channel.isClosed() && channel.isConnected()) {
            boolean woken = closed.tryAcquire(CHECK_SECONDS, TimeUnit.SECONDS);
            if (woken) {
                closed.drainPermits();
            }
        }
    }

    private static String whole(StringBuilder text) {
        synchronized (text) { // filled by the thread of the connection
            return text.toString();
        }
    }

    private static void write(OutputStream in, byte[] input) {
        try (in) {
            in.write(input);
        } catch (IOException e) {
            // the program did not want all of it, or the connection broke, which its missing status tells
        }
    }

    private boolean isNumber(String first) {
        boolean is = process.get() == 0 && first.matches("[0-9]+");
        if (is) {
            process.set(Long.parseLong(first));
        }
        return is;
    }

    private void heard(String each, StringBuilder text) {
        if (!isNumber(each)) {
            kept(each, text);
        }
    }

    private void kept(String each, StringBuilder text) {
        line.accept(each);
        synchronized (text) {
            if (text.length() < LONGEST) {
                text.append(each).append('\n');
            }
        }
    }
}
