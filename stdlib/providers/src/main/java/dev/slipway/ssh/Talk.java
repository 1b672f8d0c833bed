package dev.slipway.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What passes between us and one program over there. The first line that it says is its number.
 *
 * <p>What it says is taken as it arrives, by the thread of the connection: a pipe in between would be looked into once in
 * a second only.
 */
final class Talk {
    private static final int LONGEST = 1 << 20;
    private static final int PAUSE_MILLIS = 2;

    private final Route route;
    private final ChannelExec channel;
    private final AtomicLong process;
    private final Consumer<String> line;

    Talk(Route route, ChannelExec channel, AtomicLong process, Consumer<String> line) {
        this.route = route;
        this.channel = channel;
        this.process = process;
        this.line = line;
    }

    Remote.End hold(String command, byte[] input) throws JSchException {
        var text = new StringBuilder();
        var errors = new StringBuilder();
        var out = new Lines(each -> heard(each, text));
        var err = new Lines(each -> kept(each, errors));
        channel.setCommand(command);
        channel.setOutputStream(out);
        channel.setErrStream(err);
        try {
            OutputStream in = channel.getOutputStream();
            channel.connect(route.connectMillis());
            write(in, input);
            while (!channel.isClosed() && channel.isConnected()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            out.end();
            err.end();
            if (channel.getExitStatus() < 0) {
                throw new Remote.Broken("the connection to " + route + " broke while a program ran there");
            }
            return new Remote.End(channel.getExitStatus(), whole(text), whole(errors));
        } catch (IOException e) {
            throw new Remote.Broken("the connection to " + route + " broke: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Remote.Broken("interrupted while a program ran on " + route);
        } finally {
            channel.disconnect();
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

    private void heard(String each, StringBuilder text) {
        if (process.get() == 0 && each.matches("[0-9]+")) {
            process.set(Long.parseLong(each));
        } else {
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
