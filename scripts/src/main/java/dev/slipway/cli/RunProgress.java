package dev.slipway.cli;

import dev.slipway.model.Event;
import dev.slipway.model.TaskKey;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What goes on in a run, as a few lines: how far it is, how long it may still take, and below each kind what runs of it. */
final class RunProgress {
    private static final int BAR = 24;
    private static final int MOST = 10;
    private static final long UNKNOWN_MILLIS = 1000;
    private static final long SECOND = 1_000_000_000;

    private final Map<TaskKey, Long> expected = new HashMap<>();
    private final Map<String, Map<String, Act>> kinds = new TreeMap<>();
    private final Set<TaskKey> ended = new HashSet<>();
    private long total;
    private long done;
    private long began = -1;

    private record Act(String action, long since, long expected) {}

    /** What is to be done, and how long each of it took when it was done last. */
    void expect(Plan plan) {
        for (Step step : plan.acting()) {
            long last = step.before().map(TaskRecord::tookMillis).orElse(0L);
            expected.put(step.key(), last > 0 ? last : UNKNOWN_MILLIS);
        }
        total = expected.values().stream().mapToLong(Long::longValue).sum();
    }

    void accept(Event event, long now) {
        if (event instanceof Event.Started started) {
            began = began < 0 ? now : began;
            kinds.computeIfAbsent(started.key().kind(), kind -> new TreeMap<>())
                    .put(
                            started.key().name(),
                            new Act(started.action(), now, expected.getOrDefault(started.key(), UNKNOWN_MILLIS)));
        } else if (event instanceof Event.Finished finished) {
            end(finished.key());
        } else if (event instanceof Event.Failed failed) {
            end(failed.key());
        } else if (event instanceof Event.Blocked blocked) {
            end(blocked.key());
        }
    }

    private void end(TaskKey key) {
        Map<String, Act> kind = kinds.getOrDefault(key.kind(), new HashMap<>());
        kind.remove(key.name());
        if (kind.isEmpty()) {
            kinds.remove(key.kind());
        }
        if (expected.containsKey(key) && ended.add(key)) {
            done += expected.get(key);
        }
    }

    /** Nothing while nothing runs. */
    List<String> lines(int columns, long now) {
        var lines = new ArrayList<String>();
        if (kinds.isEmpty()) {
            return lines;
        }
        lines.add(DisplayWidth.fit(head(now), columns));
        int shown = 0;
        int all = 0;
        for (var kind : kinds.entrySet()) {
            all += kind.getValue().size();
            if (shown < MOST) {
                lines.add(DisplayWidth.fit("  " + kind.getKey(), columns));
            }
            for (var one : kind.getValue().entrySet()) {
                if (shown < MOST) {
                    lines.add(DisplayWidth.fit("    " + row(one.getKey(), one.getValue(), now), columns));
                    shown++;
                }
            }
        }
        if (all > shown) {
            lines.add("    and " + (all - shown) + " more");
        }
        return lines;
    }

    private String head(long now) {
        int full = total == 0 ? 0 : (int) (BAR * done / total);
        String bar = "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
        return bar + " " + ended.size() + "/" + expected.size() + left(now);
    }

    /** What is left takes as long as what is done took, in proportion; while too little is done nobody can tell. */
    private String left(long now) {
        long elapsed = now - began;
        if (done == 0 || elapsed < SECOND || done >= total) {
            return "";
        }
        return ", about " + span((long) ((double) elapsed / done * (total - done)) / SECOND) + " left";
    }

    private static String row(String name, Act act, long now) {
        long seconds = (now - act.since()) / SECOND;
        String last = act.expected() > UNKNOWN_MILLIS ? " of about " + span(act.expected() / 1000) : "";
        return name + "  " + act.action() + "  " + span(seconds) + last;
    }

    private static String span(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
