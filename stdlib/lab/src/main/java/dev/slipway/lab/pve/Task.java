package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that goes on after its request was answered. Times are milliseconds of the lab.
 *
 * @param due when it will be done; 0 as long as it waits for its locks
 * @param end when it was done; 0 as long as it runs
 * @param exit how it ended
 */
record Task(
        String upid,
        String node,
        String type,
        String id,
        String user,
        long pid,
        long start,
        long due,
        long end,
        String exit,
        List<String> log,
        TaskBody work) {
    static Task begun(String node, long pid, long now, String type, String id, String user, TaskBody work) {
        String upid = String.format(
                Locale.ROOT, "UPID:%s:%08X:%08X:%08X:%s:%s:%s:", node, pid, pid * 100, now / 1000, type, id, user);
        return new Task(upid, node, type, id, user, pid, now, 0, 0, "", List.of(), work);
    }

    boolean isRunning() {
        return end == 0;
    }

    Task due(long at) {
        return new Task(upid, node, type, id, user, pid, start, at, end, exit, log, work);
    }

    Task ended(long at, String how) {
        return new Task(upid, node, type, id, user, pid, start, due, at, how, log, work)
                .says(how.equals("OK") ? "TASK OK" : "TASK ERROR: " + how);
    }

    Task says(String line) {
        var lines = new ArrayList<>(log);
        lines.add(line);
        return new Task(upid, node, type, id, user, pid, start, due, end, exit, lines, work);
    }
}
