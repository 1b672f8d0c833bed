package dev.slipway.graph;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.ForEach;
import dev.slipway.model.ListValue;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Files that tasks make: who reads one refers to it, and so comes after whoever makes it. */
final class ProducedFiles {
    private final Map<Path, Ref> files = new HashMap<>();
    private final Function<? super String, Path> places;

    ProducedFiles(Function<? super String, Path> places) {
        this.places = places;
    }

    /** The first to make a file makes it; that there are two is told by {@link OutputOwnerCheck}. */
    void add(String path, Ref file) {
        try {
            files.putIfAbsent(places.apply(path), file);
        } catch (InvalidPathException e) {
            // no file can be called so, and that is told where it is written
        }
    }

    void add(Task task) {
        if (task instanceof Pure pure) {
            pure.writes().forEach(path -> add(path, new Ref(pure.key(), FieldPath.of("files", path))));
        }
    }

    Task linked(Task task) {
        return files.isEmpty() ? task : task.with((Fields) linked(task.inputs(), task.key(), 1));
    }

    ForEach linked(ForEach fan) {
        return new ForEach(
                fan.name(),
                fan.over(),
                fan.templates().stream().map(this::linked).toList(),
                fan.origin());
    }

    private Value linked(Value value, TaskKey reader, int depth) {
        if (depth > References.DEEPEST) {
            return value;
        } else if (value instanceof FileContent content) {
            return linked(content, reader);
        } else if (value instanceof ListValue items) {
            return new ListValue(items.values().stream()
                    .map(item -> linked(item, reader, depth + 1))
                    .toList());
        } else if (value instanceof Fields fields) {
            var changed = new TreeMap<String, Value>();
            for (int i = 0; i < fields.size(); i++) {
                changed.put(fields.name(i), linked(fields.value(i), reader, depth + 1));
            }
            return new Fields(changed);
        }
        return value;
    }

    private Value linked(FileContent content, TaskKey reader) {
        try {
            Ref file = files.get(places.apply(content.path()));
            return file == null || file.producer().equals(reader) ? content : file;
        } catch (InvalidPathException e) {
            return content;
        }
    }
}
