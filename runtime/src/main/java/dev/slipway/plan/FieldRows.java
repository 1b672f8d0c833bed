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
import dev.slipway.model.Value;
import dev.slipway.provide.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts the fields of one step into words, and sees to it that no secret is among them. */
final class FieldRows {
    private static final int FEW = 8;

    private final Step step;
    private final Detail detail;
    private final Shape shape;

    FieldRows(Step step, Detail detail) {
        this.step = step;
        this.detail = detail;
        this.shape = detail.shapes().apply(step.key().kind());
    }

    /** What a new object is given. */
    List<FieldRow> inputs() {
        Fields inputs = step.task().inputs();
        var told = new ArrayList<Change>();
        for (int i = 0; i < inputs.size(); i++) {
            boolean isEmpty =
                    inputs.value(i) instanceof Items items && items.values().isEmpty()
                            || inputs.value(i) instanceof Fields fields && fields.size() == 0;
            if (!isEmpty && !isWay(inputs.name(i)) && internal(inputs.name(i)).isEmpty()) {
                told.add(new Change(FieldPath.of(inputs.name(i)), Absent.ABSENT, inputs.value(i), false, false));
            }
        }
        var rows = new ArrayList<FieldRow>();
        int shown = detail.all() || told.size() <= FEW + 1 ? told.size() : FEW;
        told.subList(0, shown).forEach(change -> rows.addAll(rows(change)));
        if (shown < told.size()) {
            rows.add(FieldRow.of("", "", "… and " + (told.size() - shown) + " more fields"));
        }
        return rows;
    }

    /** The rows of a change: one for each part of a map or a list of parts, such as disks or rules. */
    List<FieldRow> rows(Change change) {
        String words =
                change.path().isRoot() ? "" : internal(change.path().segments().get(0));
        if (!words.isEmpty()) {
            return List.of(FieldRow.of("", "", words));
        } else if (change.before() != Absent.ABSENT || change.replaces() || Secrecy.covers(step, change)) {
            return List.of(of(change));
        }
        var parts = new ArrayList<Change>();
        if (change.after() instanceof Fields fields) {
            fields.entries().forEach(part -> parts.add(part(change, part.getKey(), part.getValue())));
        } else if (change.after() instanceof Items items) {
            items.values().forEach(part -> parts.add(part(change, Integer.toString(parts.size()), part)));
        }
        boolean apart = !parts.isEmpty() && parts.stream().allMatch(part -> part.after() instanceof Fields);
        return apart ? parts.stream().map(this::of).toList() : List.of(of(change));
    }

    private static Change part(Change change, String name, Value value) {
        return new Change(change.path().plus(name), Absent.ABSENT, value, false, change.drift());
    }

    /** Whether a field only says how the object is reached. */
    boolean isWay(Change change) {
        return change.isSure()
                && !change.path().isRoot()
                && isWay(change.path().segments().get(0));
    }

    /** What becomes of a change in the declaration for which nothing is done. */
    String unacted(Change change) {
        return shape.data().isMark(change.path()) ? "recorded" : "left to the world";
    }

    private boolean isWay(String field) {
        return shape.ways().contains(field);
    }

    private String internal(String field) {
        return shape.field(field).internal();
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
        if (Stream.concat(come.stream(), gone.stream()).anyMatch(Fields.class::isInstance)) {
            var lines = new ArrayList<String>();
            gone.forEach(item -> lines.add("- " + Shown.of(item, detail.each(1))));
            come.forEach(item -> lines.add("+ " + Shown.of(item, detail.each(1))));
            return new FieldRow(path, "", "", lines, List.of());
        }
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
