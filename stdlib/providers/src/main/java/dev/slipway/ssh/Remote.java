package dev.slipway.ssh;

import com.jcraft.jsch.JSchException;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One machine, as one piece of work uses it. */
public final class Remote {
    private static final String END = "# slipway end";
    /** Takes a whole script from its input, so that nothing of it shows among the running programs, and runs it. */
    private static final String WHOLE = "s=$(cat); case $s in *'" + END + "') ;; "
            + "*) echo 'the script was cut short on the way' >&2; exit 75;; esac; exec </dev/null; eval \"$s\"";

    private final Route route;
    private final SshConnection link;
    private final CallContext ticket;

    Remote(Route route, SshConnection link, CallContext ticket) {
        this.route = route;
        this.link = link;
        this.ticket = ticket;
    }

    /** How a program ended. */
    public record End(int status, String stdout, String stderr) {
        public boolean isGood() {
            return status == 0;
        }
    }

    /** How a program ended whose output is not text. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Raw(int status, byte[] stdout, String stderr) {}

    /** The connection broke while a program ran: nobody knows how it ended. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    /** Only looks, so that a broken connection is no harm. */
    public End look(String script, List<String> arguments) {
        try {
            return run(script, arguments, new byte[0], line -> {});
        } catch (Broken e) {
            throw new Failure.Transient(e.getMessage() + ", while looking", "");
        }
    }

    /** The same with a script of any length. */
    public End look(String script) {
        try {
            return run(WHOLE, List.of(), bytes(script + "\n" + END), line -> {});
        } catch (Broken e) {
            throw new Failure.Transient(e.getMessage() + ", while looking", "");
        }
    }

    /** Only looks, and takes what is printed as it is, up to so many bytes. */
    public Raw fetch(String script, List<String> arguments, int most) {
        try {
            return over(script, arguments, line -> {}, (talk, command) -> talk.fetch(command, most));
        } catch (Broken e) {
            throw new Failure.Transient(e.getMessage() + ", while looking", "");
        }
    }

    /** Changes something with a script of ours. Its arguments are no secrets: everybody there sees them. */
    public End change(String script, List<String> arguments, byte[] input) {
        try {
            return run(script, arguments, input, line -> {});
        } catch (Broken e) {
            throw new Failure.InDoubt(String.valueOf(e.getMessage()), "run again: it is looked at first");
        }
    }

    /** Runs a script of the operator's, which ends at the first command that fails. */
    public End script(String script, Map<String, String> environment, Consumer<String> line) {
        var whole = new StringBuilder("set -e\n");
        environment.forEach((name, value) -> whole.append("export ")
                .append(name)
                .append('=')
                .append(quoted(value))
                .append('\n'));
        whole.append(script).append('\n').append(END);
        try {
            return run(WHOLE, List.of(), bytes(whole.toString()), line);
        } catch (Broken e) {
            throw new Failure.InDoubt(String.valueOf(e.getMessage()), "see how far it came, and run again");
        }
    }

    private End run(String script, List<String> arguments, byte[] input, Consumer<String> line) {
        return over(script, arguments, line, (talk, command) -> talk.hold(command, input));
    }

    private interface Conversation<T> {
        T with(ExecChannel talk, String command) throws JSchException;
    }

    private <T> T over(String script, List<String> arguments, Consumer<String> line, Conversation<T> conversation) {
        var process = new AtomicLong();
        ticket.onCancel(() -> end(process));
        if (ticket.cancelled()) {
            throw new Failure.Transient("called off", "");
        }
        String command = command("echo $$; " + script, arguments);
        try {
            return link.over(
                    ticket,
                    (live, channel) ->
                            conversation.with(new ExecChannel(route, live, channel, process, line), command));
        } finally {
            process.set(RemoteKill.ENDED);
        }
    }

    /** A shell with a script of its own, whatever the shell of the user may be. */
    private String command(String script, List<String> arguments) {
        var words = new ArrayList<String>();
        if (route.sudo() && !route.user().equals("root")) {
            words.addAll(List.of("sudo", "-n", "--"));
        }
        words.addAll(List.of("sh", "-c", quoted(script), "slipway"));
        arguments.forEach(argument -> words.add(quoted(argument)));
        return String.join(" ", words);
    }

    /** Ends a program over there: closing the connection would leave it running. */
    private void end(AtomicLong process) {
        var thread = new Thread(() -> {
            try {
                long number = RemoteKill.await(process);
                if (number != RemoteKill.ENDED) {
                    String command = command("echo $$; " + RemoteKill.SCRIPT, List.of(Long.toString(number)));
                    link.urgently(
                            ticket,
                            (live, channel) -> new ExecChannel(route, live, channel, new AtomicLong(), line -> {})
                                    .hold(command, new byte[0]));
                }
            } catch (Failure | Broken e) {
                ticket.say(route + " could not be told to end a program: " + e.getMessage());
            }
        });
        thread.setName("slipway-remote-end");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] bytes(String script) {
        return script.getBytes(StandardCharsets.UTF_8);
    }

    /** A word as the shell takes it. */
    public static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
