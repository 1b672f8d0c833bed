package dev.slipway.plan;

import dev.slipway.graph.GraphWriter;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Token;
import dev.slipway.store.FileStamp;
import dev.slipway.store.TaskRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a plan. Fields that occur again, such as inputs that are as recorded, are a number from then on; what rests in a
 * blob is written out, so that the plan needs no store to be read.
 */
final class PlanWriter extends GraphWriter {
    static final int SURE = 1;
    static final int BEFORE = 1 << 1;
    static final int SEEN = 1 << 2;
    static final int PRODUCED = 1 << 3;
    static final int MOVED = 1 << 4;
    static final int LEFTOVER = 1 << 5;
    static final int HELD_BACK = 1 << 6;
    static final int NOTE = 1 << 7;

    static final int REPLACES = 1;
    static final int DRIFT = 1 << 1;

    private final Map<Fields, Integer> fields = new HashMap<>();
    private int written;

    void plan(Plan plan) {
        text(plan.lineage());
        count(plan.sequence());
        pools(plan.pools());
        count(plan.steps().size());
        for (int i = 0; i < plan.steps().size(); i++) {
            step(plan.steps().get(i));
            needs(i, sorted(plan.needs().get(i)));
        }
        fields(plan.outputs());
        fields(plan.given());
    }

    private static int[] sorted(int[] needs) {
        return Arrays.stream(needs).sorted().distinct().toArray();
    }

    private void step(Step step) {
        task(step.task());
        fields.putIfAbsent(step.task().inputs(), ++written);
        count(step.version());
        name(step.action().name());
        name(step.cause().name());
        count(marks(step));
        count(step.changes().size());
        step.changes().forEach(this::change);
        step.before().ifPresent(this::recorded);
        step.seen().ifPresent(this::seen);
        step.produced().ifPresent(this::fields);
        if (step.isMove()) {
            key(step.movedFrom());
        }
        if (!step.leftover().isEmpty()) {
            text(step.leftover());
        }
        step.heldBack().ifPresent(action -> name(action.name()));
        if (!step.note().isEmpty()) {
            text(step.note());
        }
    }

    private static int marks(Step step) {
        return (step.sure() ? SURE : 0)
                | (step.before().isPresent() ? BEFORE : 0)
                | (step.seen().isPresent() ? SEEN : 0)
                | (step.produced().isPresent() ? PRODUCED : 0)
                | (step.isMove() ? MOVED : 0)
                | (step.leftover().isEmpty() ? 0 : LEFTOVER)
                | (step.heldBack().isPresent() ? HELD_BACK : 0)
                | (step.note().isEmpty() ? 0 : NOTE);
    }

    private void change(Change change) {
        path(change.path());
        change.before().write(this);
        change.after().write(this);
        tag((change.replaces() ? REPLACES : 0) | (change.drift() ? DRIFT : 0));
    }

    /** By segments: as text, a field without a name could not be told from the root. */
    private void path(FieldPath path) {
        count(path.segments().size());
        path.segments().forEach(this::name);
    }

    private void recorded(TaskRecord record) {
        key(record.key());
        name(record.wanted().sort().name());
        text(record.id());
        fingerprint(record.desired());
        fields(record.declared());
        fields(record.produced());
        fingerprint(record.result());
        tokens(record.tokens());
        count(record.stamps().size());
        record.stamps().forEach(this::stamp);
        count(record.needs().size());
        record.needs().forEach(this::key);
        count(record.leftovers().size());
        record.leftovers().forEach(this::text);
        rules(record.rules());
        count(record.tookMillis());
        name(record.origin().place());
        signed(record.origin().line());
    }

    private void seen(ObservedObject seen) {
        text(seen.id());
        fields(seen.fields());
        tokens(seen.tokens());
    }

    /** In the order of the rungs: the map itself has another order in every process. */
    private void tokens(Map<LookDepth, Token> tokens) {
        count(tokens.size());
        for (LookDepth rung : LookDepth.values()) {
            Token token = tokens.get(rung);
            if (token != null) {
                name(rung.name());
                text(token.text());
            }
        }
    }

    private void stamp(FileStamp stamp) {
        text(stamp.path());
        signed(stamp.mtimeNanos());
        count(stamp.size());
        signed(stamp.inode());
        fingerprint(stamp.digest());
        flag(stamp.isSecret());
    }

    /** A zero and the fields, or the number of those that were equal. */
    private void fields(Fields some) {
        Integer known = fields.putIfAbsent(some, written + 1);
        if (known == null) {
            written++;
            count(0);
            some.write(this);
        } else {
            count(known);
        }
    }
}
