package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Shell;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.NullUnmarked;

/**
 * One command that came over SSH. As behind OpenSSH it goes on when its connection breaks: its input ends, and whoever
 * wants it to end too must say so over another connection.
 */
@NullUnmarked // the server hands over everything before it starts the command
final class HostCommand implements Command {
    private static final int TERMINATED = 143;

    private final Host host;
    private final String line;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;

    HostCommand(Host host, String line) {
        this.host = host;
        this.line = line;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = new Ending(stream);
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = new Prompt(stream);
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = new Prompt(stream);
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        String user = environment.getEnv().getOrDefault(Environment.ENV_USER, "");
        if (!host.processes().start(id -> run(user, id))) {
            throw new IOException("the host is off");
        }
    }

    private void run(String user, int id) {
        int status = 1;
        try {
            var environment = new TreeMap<>(Map.of("USER", user, "HOME", "/root", "PATH", "/usr/sbin:/usr/bin"));
            var job = new ProcessContext(environment, user, id, in, out, err);
            host.pve().read();
            status = new Shell(host, job, List.of("sh")).run(line);
            host.pve().write();
        } catch (IOException | UncheckedIOException | InterruptedException e) {
            status = TERMINATED; // or interrupted while it wrote
        } finally {
            host.processes().ended(id);
            int first = line.indexOf(' ');
            host.site()
                    .record(
                            "run " + (first < 0 ? line : line.substring(0, first)),
                            Integer.toString(status),
                            List.of());
            try {
                out.flush();
                err.flush();
            } catch (IOException e) {
                // nobody listens any more
            }
            exit.onExit(status);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        // a real one would go on, too
    }

    /** An input whose connection breaks is one that ends. */
    private static final class Ending extends FilterInputStream {
        Ending(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException e) {
                return -1;
            }
        }
    }

    /** What is written is sent, as a program that writes to a pipe does. */
    private static final class Prompt extends FilterOutputStream {
        Prompt(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            out.flush();
        }
    }
}
