package dev.slipway.plan;

import dev.slipway.model.Absent;
import dev.slipway.model.Content;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Items;
import dev.slipway.model.Printable;
import dev.slipway.model.Secret;
import dev.slipway.model.Text;
import dev.slipway.model.Unknown;
import java.util.ArrayList;
import java.util.List;

/** Puts the fields of one step into words, and sees to it that no secret is among them. */
final class FieldRows {
    private static final int FEW = 8;

    private final Step step;
    private final Detail detail;

    FieldRows(Step step, Detail detail) {
        this.step = step;
        this.detail = detail;
    }

    /** What a new object is given. */
    List<FieldRow> inputs() {
        Fields inputs = step.task().inputs();
        var rows = new ArrayList<FieldRow>();
        int shown = detail.all() || inputs.size() <= FEW + 1 ? inputs.size() : FEW;
        for (int i = 0; i < shown; i++) {
            rows.add(of(new Change(FieldPath.of(inputs.name(i)), Absent.ABSENT, inputs.value(i), false, false)));
        }
        if (shown < inputs.size()) {
            rows.add(FieldRow.of("", "", "… and " + (inputs.size() - shown) + " more fields"));
        }
        return rows;
    }

    FieldRow of(Change change) {
        var remarks = new ArrayList<String>();
        if (change.replaces() && step.action() != Action.ADOPT) {
            remarks.add("forces replacement");
        }
        if (Secrecy.covers(step, change)) {
            return concealed(change, remarks);
        }
        return plain(change).remarking(remarks);
    }

    private FieldRow plain(Change change) {
        String path = path(change);
        if (change.before() == Absent.ABSENT) {
            return FieldRow.of(path, "", Shown.of(change.after(), detail.each(1)));
        } else if (change.before() instanceof Text before && change.after() instanceof Text after) {
            return texts(path, before.text(), after.text());
        } else if (change.before() instanceof Content before
                && change.after() instanceof Content after
                && before.path().equals(after.path())) {
            String file = "content of " + Printable.line(after.path());
            return FieldRow.of(
                    path, file + " " + before.digest().brief(), after.digest().brief());
        } else if (change.before() instanceof Items before && change.after() instanceof Items after) {
            return items(path, before, after);
        }
        return FieldRow.of(path, Shown.of(change.before(), detail.each(2)), Shown.of(change.after(), detail.each(2)));
    }

    private FieldRow texts(String path, String before, String after) {
        if (before.indexOf('\n') >= 0 || after.indexOf('\n') >= 0) {
            return new FieldRow(path, "", "", LinePatch.of(before, after, detail), List.of());
        }
        var excerpt = Excerpt.of(before, after, detail.each(2));
        return FieldRow.of(path, excerpt.before(), excerpt.after());
    }

    /** Lists whose order says nothing: what comes and what goes. */
    private FieldRow items(String path, Items before, Items after) {
        var gone = new ArrayList<>(before.values());
        var come = new ArrayList<>(after.values());
        before.values().forEach(come::remove);
        after.values().forEach(gone::remove);
        String gains = come.isEmpty() ? "" : "gains " + Shown.of(new Items(come), detail.each(2));
        String loses = gone.isEmpty() ? "" : "loses " + Shown.of(new Items(gone), detail.each(2));
        String both = gains.isEmpty() || loses.isEmpty() ? gains + loses : gains + ", " + loses;
        return FieldRow.of(path, "", both.isEmpty() ? "as often as declared" : both);
    }

    private FieldRow concealed(Change change, List<String> remarks) {
        boolean shows = change.after() == Absent.ABSENT || change.after() instanceof Unknown;
        boolean isNew = change.before() == Absent.ABSENT;
        if (shows || (isNew && change.after().isSecret())) {
            String after = Shown.of(change.after(), detail.each(1));
            return FieldRow.of(path(change), isNew ? "" : Secret.MASK, after).remarking(remarks);
        }
        var all = new ArrayList<String>();
        all.add(isNew ? "secret" : "secret changed");
        all.addAll(remarks);
        return FieldRow.of(path(change), "", Secret.MASK).remarking(all);
    }

    private static String path(Change change) {
        return change.path().isRoot()
                ? "all of it"
                : Printable.line(change.path().toString());
    }
}
