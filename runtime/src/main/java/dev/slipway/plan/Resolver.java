package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Problems;
import dev.slipway.model.Ref;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.observe.LocalFiles;
import dev.slipway.provide.Secrets;
import dev.slipway.store.FileStamp;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Puts values in the place of references, files and secrets, or says of each that it is not known yet. */
final class Resolver {
    private final PlanState draft;
    private final LocalFiles files;
    private final Secrets secrets;
    private final Problems problems;
    private final Map<String, Secret> identified = new HashMap<>();

    Resolver(PlanState draft, LocalFiles files, Secrets secrets) {
        this.draft = draft;
        this.files = files;
        this.secrets = secrets;
        this.problems = draft.problems;
    }

    Resolved resolve(Task task, Optional<TaskRecord> record) {
        if (isPlain(task.inputs())) {
            return new Resolved(task.inputs(), List.of());
        }
        var one = new One(task, record.map(TaskRecord::stamps).orElse(List.of()));
        return new Resolved((Fields) one.apply(task.inputs()), one.stamps);
    }

    /** What the script gives out. */
    Fields outputs(Fields outputs) {
        var nobody = new dev.slipway.model.Observe(
                new dev.slipway.model.TaskKey("output", "all"),
                outputs,
                dev.slipway.model.TaskOptions.NONE,
                dev.slipway.model.Origin.NONE);
        return (Fields) new One(nobody, List.of()).apply(outputs);
    }

    private static boolean isPlain(Value value) {
        if (value instanceof Fields fields) {
            for (int i = 0; i < fields.size(); i++) {
                if (!isPlain(fields.value(i))) {
                    return false;
                }
            }
            return true;
        } else if (value instanceof ListValue items) {
            for (Value item : items.values()) {
                if (!isPlain(item)) {
                    return false;
                }
            }
            return true;
        }
        return !(value instanceof Ref || value instanceof FileContent || value instanceof Secret);
    }

    /** The inputs of one task. It is the function itself, for tens of thousands of them are resolved. */
    private final class One implements UnaryOperator<Value> {
        private final Task task;
        private final List<FileStamp> before;
        private final List<FileStamp> stamps = new ArrayList<>();

        One(Task task, List<FileStamp> before) {
            this.task = task;
            this.before = before;
        }

        @Override
        public Value apply(Value value) {
            if (value instanceof Ref ref) {
                return referred(ref);
            } else if (value instanceof FileContent content) {
                return content(content);
            } else if (value instanceof Secret secret && secret.digest().isZero()) {
                return identified(secret);
            }
            return value.mapped(this);
        }

        private Value referred(Ref ref) {
            KnownOutputs outlook = draft.outlook(ref.producer());
            Value value = outlook.at(ref.producer(), ref.field());
            if (value == Missing.ABSENT) {
                problems.add(
                        task.key() + " refers to " + ref + ", which does not exist",
                        task.origin(),
                        "the outputs of " + ref.producer() + " are "
                                + String.join(", ", outlook.known().names()),
                        "refer to one of these");
            }
            return value;
        }

        private Value content(FileContent content) {
            int writer = draft.pendingWriter(content.path());
            if (writer >= 0) {
                return new Unknown(draft.graph.task(writer).key(), FieldPath.of("files", content.path()));
            }
            Optional<FileStamp> now;
            try {
                now = files.stamp(content.path(), known(content.path()));
            } catch (InvalidInputException e) {
                problems.addAll(e.problems());
                return content;
            }
            if (now.isEmpty()) {
                problems.add(
                        task.key() + " needs the file " + content.path() + ", which does not exist",
                        task.origin(),
                        "it was looked for below " + files.root(),
                        "create the file or correct its path");
                return content;
            }
            stamps.add(now.get());
            return now.get().content();
        }

        private Optional<FileStamp> known(String path) {
            for (FileStamp stamp : before) {
                if (stamp.path().equals(path)) {
                    return Optional.of(stamp);
                }
            }
            return Optional.empty();
        }

        private Value identified(Secret secret) {
            try {
                return identified.computeIfAbsent(secret.source(), source -> secrets.identify(secret));
            } catch (InvalidInputException e) {
                e.problems().forEach(p -> problems.add(p.what(), task.origin(), p.why(), p.fix()));
                return secret;
            }
        }
    }
}
