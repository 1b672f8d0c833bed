package dev.slipway.plan;

import dev.slipway.model.Numbers;
import dev.slipway.model.Printable;
import java.util.ArrayList;
import java.util.List;

/** The lines that left a text and the lines that came, with one line around them that stayed. */
final class LinePatch {
    /** Comparing costs lines times lines; beyond this, what differs is shown as gone and come in one piece. */
    private static final long PATIENCE = 4_000_000;

    private static final int AROUND = 1;
    private static final int MOST = 20;

    private final List<String> patch = new ArrayList<>();
    private final List<String> stayed = new ArrayList<>();
    private int following;

    private LinePatch() {}

    /** Lines that begin with {@code -}, {@code +} or a space; {@code …} stands for lines that are left out. */
    static List<String> of(String before, String after, Detail detail) {
        List<String> old = lines(before, after);
        List<String> now = lines(after, before);
        int same = 0;
        int shorter = Math.min(old.size(), now.size());
        while (same < shorter && old.get(same).equals(now.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < shorter - same && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        var lines = new LinePatch();
        old.subList(0, same).forEach(lines::stays);
        lines.compare(old.subList(same, old.size() - tail), now.subList(same, now.size() - tail));
        old.subList(old.size() - tail, old.size()).forEach(lines::stays);
        return lines.cut(detail);
    }

    /** The break at the end makes no line of its own; one that only the other text has is worth a word. */
    private static List<String> lines(String text, String other) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (text.isEmpty() || text.endsWith("\n")) {
            lines.remove(lines.size() - 1);
        } else if (other.endsWith("\n")) {
            lines.add("(no line break at the end)");
        }
        return lines;
    }

    private void compare(List<String> old, List<String> now) {
        if ((long) old.size() * now.size() > PATIENCE) {
            old.forEach(line -> changes('-', line));
            now.forEach(line -> changes('+', line));
            return;
        }
        int[][] common = CommonLines.of(old, now);
        for (int i = 0, j = 0; i < old.size() || j < now.size(); ) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                stays(old.get(i++));
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                changes('-', old.get(i++));
            } else {
                changes('+', now.get(j++));
            }
        }
    }

    private void stays(String line) {
        if (following > 0) {
            following--;
            patch.add("  " + line);
        } else {
            stayed.add("  " + line);
        }
    }

    private void changes(char sign, String line) {
        int hidden = Math.max(0, stayed.size() - AROUND);
        if (hidden > 0) {
            patch.add("…");
        }
        patch.addAll(stayed.subList(hidden, stayed.size()));
        stayed.clear();
        patch.add(sign + " " + line);
        following = AROUND;
    }

    private List<String> cut(Detail detail) {
        if (!stayed.isEmpty()) {
            patch.add("…");
        }
        int shown = detail.all() || patch.size() <= MOST + 1 ? patch.size() : MOST;
        var lines = new ArrayList<String>();
        for (String line : patch.subList(0, shown)) {
            int end = ValueText.boundary(line, Math.min(line.length(), detail.each(1)));
            lines.add(Printable.line(line.substring(0, end)) + (end < line.length() ? "…" : ""));
        }
        if (shown < patch.size()) {
            lines.add("… and " + Numbers.of(patch.size() - shown) + " more lines");
        }
        return lines;
    }
}
