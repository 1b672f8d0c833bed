package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Printable;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts the fields of one step into words, and sees to it that no secret is among them. */
final class FieldRows {
    private static final int FEW = 8;

    private final Step step;
    private final Detail detail;
    private final Schema shape;

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
                    inputs.value(i) instanceof ListValue items && items.values().isEmpty()
                            || inputs.value(i) instanceof Fields fields && fields.size() == 0;
            if (!isEmpty && !isWay(inputs.name(i)) && internal(inputs.name(i)).isEmpty()) {
                told.add(new Change(FieldPath.of(inputs.name(i)), Missing.ABSENT, inputs.value(i), false, false));
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
        } else if (change.before() != Missing.ABSENT || change.replaces() || Secrecy.covers(step, change)) {
            return List.of(of(change));
        }
        var parts = new ArrayList<Change>();
        if (change.after() instanceof Fields fields) {
            fields.entries().forEach(part -> parts.add(part(change, part.getKey(), part.getValue())));
        } else if (change.after() instanceof ListValue items) {
            items.values().forEach(part -> parts.add(part(change, Integer.toString(parts.size()), part)));
        }
        boolean apart = !parts.isEmpty() && parts.stream().allMatch(part -> part.after() instanceof Fields);
        return apart ? parts.stream().map(this::of).toList() : List.of(of(change));
    }

    private static Change part(Change change, String name, Value value) {
        return new Change(change.path().plus(name), Missing.ABSENT, value, false, change.drift());
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
        if (change.before() == Missing.ABSENT) {
            return FieldRow.of(path, "", ValueText.of(change.after(), detail.each(1)));
        } else if (change.before() instanceof StringValue before && change.after() instanceof StringValue after) {
            return texts(path, before.text(), after.text());
        } else if (change.before() instanceof FileContent before
                && change.after() instanceof FileContent after
                && before.path().equals(after.path())) {
            return file(change, before, after.digest().brief());
        } else if (change.before() instanceof FileContent before && change.after() instanceof Unknown after) {
            return file(change, before, "(known after " + Printable.line(after.producer() + ")"));
        } else if (change.before() instanceof ListValue before && change.after() instanceof ListValue after) {
            return items(path, before, after);
        }
        return FieldRow.of(
                path, ValueText.of(change.before(), detail.each(2)), ValueText.of(change.after(), detail.each(2)));
    }

    /** Another content of a file; a field that is named after the file need not be named besides. */
    private static FieldRow file(Change change, FileContent before, String after) {
        List<String> segments = change.path().segments();
        boolean isNamed =
                !segments.isEmpty() && segments.get(segments.size() - 1).equals(before.path());
        String content = "content of " + Printable.line(before.path());
        String digest = before.digest().brief();
        return isNamed ? FieldRow.of(content, digest, after) : FieldRow.of(path(change), content + " " + digest, after);
    }

    private FieldRow texts(String path, String before, String after) {
        if (before.indexOf('\n') >= 0 || after.indexOf('\n') >= 0) {
            return new FieldRow(path, "", "", LinePatch.of(before, after, detail), List.of());
        }
        var excerpt = Excerpt.of(before, after, detail.each(2));
        return FieldRow.of(path, excerpt.before(), excerpt.after());
    }

    /** Lists whose order says nothing: what comes and what goes. */
    private FieldRow items(String path, ListValue before, ListValue after) {
        var gone = new ArrayList<>(before.values());
        var come = new ArrayList<>(after.values());
        before.values().forEach(come::remove);
        after.values().forEach(gone::remove);
        if (Stream.concat(come.stream(), gone.stream()).anyMatch(Fields.class::isInstance)) {
            var lines = new ArrayList<String>();
            gone.forEach(item -> lines.add("- " + ValueText.of(item, detail.each(1))));
            come.forEach(item -> lines.add("+ " + ValueText.of(item, detail.each(1))));
            return new FieldRow(path, "", "", lines, List.of());
        }
        String gains = come.isEmpty() ? "" : "gains " + ValueText.of(new ListValue(come), detail.each(2));
        String loses = gone.isEmpty() ? "" : "loses " + ValueText.of(new ListValue(gone), detail.each(2));
        String both = gains.isEmpty() || loses.isEmpty() ? gains + loses : gains + ", " + loses;
        return FieldRow.of(path, "", both.isEmpty() ? "as often as declared" : both);
    }

    private FieldRow concealed(Change change, List<String> remarks) {
        boolean shows = change.after() == Missing.ABSENT || change.after() instanceof Unknown;
        boolean isNew = change.before() == Missing.ABSENT;
        if (shows || (isNew && change.after().isSecret())) {
            String after = ValueText.of(change.after(), detail.each(1));
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
