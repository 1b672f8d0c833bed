package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Operation;
import java.util.Optional;

/** One fact in the journal. Replayed in order, the facts add up to the {@link Snapshot}. */
public sealed interface Entry {
    TaskKey key();

    /** The record that it brings, if any. */
    default Optional<TaskRecord> brought() {
        return Optional.empty();
    }

    /**
     * Something is about to be done to the world. Durable before it is.
     *
     * @param next the record as it will be when the step is done, as far as that is known now
     */
    record Intent(Operation act, String idempotencyKey, TaskRecord next) implements Entry {
        public Intent {
            next = new TaskRecord(
                    next.key(),
                    next.wanted(),
                    TaskResult.expected(next.id(), next.found().outputs(), next.leftovers()));
        }

        @Override
        public TaskKey key() {
            return next.key();
        }

        @Override
        public Optional<TaskRecord> brought() {
            return Optional.of(next);
        }
    }

    /** The remote task that was started for the open intent of this key. */
    record Handle(TaskKey key, String remoteTask) implements Entry {}

    /** It is done: this is the record from now on, and no intent is open. */
    record Done(TaskRecord record) implements Entry {
        @Override
        public TaskKey key() {
            return record.key();
        }

        @Override
        public Optional<TaskRecord> brought() {
            return Optional.of(record);
        }
    }

    /** The open intent came to nothing: the world is as the record says. */
    record Failed(TaskKey key, String why) implements Entry {}

    /**
     * The object is gone, or no concern of ours any more: no open intent, and no record, unless a former object of the task
     * is still to be deleted: then the record is about that.
     */
    record Forgot(TaskKey key) implements Entry {}

    /** The record goes by another key. One entry, so that a crash cannot leave both or neither. */
    record Moved(TaskKey from, TaskKey to) implements Entry {
        @Override
        public TaskKey key() {
            return from;
        }
    }

    /** What the script gives out from now on. It is about no one task, and has the key of none. */
    record Gave(Fields outputs) implements Entry {
        private static final TaskKey ALL = new TaskKey("output", "all");

        @Override
        public TaskKey key() {
            return ALL;
        }
    }
}
