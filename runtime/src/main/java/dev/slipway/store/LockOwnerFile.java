package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Numbers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The note beside a lock that says who holds it. The lock itself is the operating system's and needs no note. */
final class LockOwnerFile {
    private static final int LONGEST = 300;
    private static final Pattern FAR = Pattern.compile("([0-9]{1,9}) ([0-9]{1,9})\n");

    private LockOwnerFile() {}

    static byte[] note(LockOwner owner) {
        String note = "user=" + line(owner.user())
                + "\nhost=" + line(owner.host())
                + "\npid=" + owner.pid()
                + "\ncommand=" + line(owner.command())
                + "\nsince=" + owner.sinceMillis()
                + "\nstarted=" + started(owner.pid()) + "\n";
        return note.getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses whoever asks, in the words of the note; one that cannot be read makes the answer shorter, not wrong. */
    static InvalidInputException refused(java.nio.file.Path directory, byte[] note, LockOwner asking) {
        Map<String, String> lines = lines(note);
        String pid = lines.getOrDefault("pid", "");
        String host = lines.getOrDefault("host", "");
        if (pid.isEmpty() || host.isEmpty()) {
            return new InvalidInputException(
                    "the state in " + directory + " is in use",
                    "another Slipway is writing to it; who that is could not be read",
                    "wait until it ends, or look for a running slipway here. Nothing was changed");
        }
        String command = lines.getOrDefault("command", "");
        String who = lines.getOrDefault("user", "?") + " on " + host + " (process " + pid + ")";
        String what = command.isEmpty() ? "" : " with '" + command + "'";
        return new InvalidInputException(
                "the state in " + directory + " is in use by " + who,
                "it is being written" + what + since(lines.getOrDefault("since", ""), asking.sinceMillis()),
                "wait until that ends, or end it on " + host + " with 'kill " + pid + "'. Nothing was changed");
    }

    /** Who is writing, by the notes beside the lock; one of a process that has ended is of nobody. */
    static Optional<Writer> writer(byte[] note, String progress) {
        Map<String, String> lines = lines(note);
        String pid = lines.getOrDefault("pid", "");
        String since = lines.getOrDefault("since", "");
        String host = lines.getOrDefault("host", "");
        if (!pid.matches("[0-9]{1,18}") || !since.matches("[0-9]{1,15}") || !host.equals(line(LockOwner.hostName()))) {
            return Optional.empty();
        }
        String started = started(Long.parseLong(pid));
        if (started.isEmpty() || !started.equals(lines.getOrDefault("started", ""))) {
            return Optional.empty(); // it has ended, and another may have its number now
        }
        var owner = new LockOwner(
                lines.getOrDefault("user", "?"),
                host,
                Long.parseLong(pid),
                lines.getOrDefault("command", ""),
                Long.parseLong(since));
        Matcher far = FAR.matcher(progress);
        return Optional.of(
                far.matches()
                        ? new Writer(owner, Integer.parseInt(far.group(1)), Integer.parseInt(far.group(2)))
                        : new Writer(owner, 0, 0));
    }

    /** Since when a process runs; empty for one that does not. */
    private static String started(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info()
                        .startInstant()
                        .map(start -> Long.toString(start.toEpochMilli()))
                        .orElse("?"))
                .orElse("");
    }

    private static String since(String millis, long now) {
        if (!millis.matches("[0-9]{1,15}")) {
            return "";
        }
        long start = Long.parseLong(millis);
        Instant time = Instant.ofEpochMilli(start).truncatedTo(ChronoUnit.SECONDS);
        return now < start
                ? ", begun at " + time + " by a clock that was ahead of the one here"
                : ", begun " + age(Duration.ofMillis(now - start)) + " ago, at " + time;
    }

    static String age(Duration age) {
        if (age.toSeconds() < 1) {
            return "a moment";
        } else if (age.toMinutes() < 1) {
            return Numbers.of(age.toSeconds(), "second");
        } else if (age.toHours() < 1) {
            return Numbers.of(age.toMinutes(), "minute");
        } else if (age.toDays() < 1) {
            return Numbers.of(age.toHours(), "hour");
        }
        return Numbers.of(age.toDays(), "day");
    }

    private static Map<String, String> lines(byte[] note) {
        var lines = new HashMap<String, String>();
        for (String line : new String(note, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line(line.substring(equals + 1)));
            }
        }
        return lines;
    }

    /** One line, and nothing in it that a terminal would obey. */
    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
