package dev.slipway.graph;

import dev.slipway.model.Claim;
import dev.slipway.model.Decoder;
import dev.slipway.model.Drift;
import dev.slipway.model.Effect;
import dev.slipway.model.Fan;
import dev.slipway.model.Fields;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pool;
import dev.slipway.model.Pure;
import dev.slipway.model.Rules;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads what {@link GraphWriter} wrote. Edges come from the file and are not worked out again, but each is checked to lead
 * to an earlier task. What was equal when written is one object when read.
 */
public class GraphReader extends Decoder {
    private final List<String> names = new ArrayList<>();
    private final List<TaskKey> keys = new ArrayList<>();
    private final List<Rules> rules = new ArrayList<>();

    protected GraphReader(byte[] bytes, int from, int length) {
        super(bytes, from, length);
    }

    Graph graph() {
        List<Pool> pools = pools();
        int size = count();
        var tasks = new ArrayList<Task>(size);
        var needs = new int[size][];
        for (int i = 0; i < size; i++) {
            tasks.add(task());
            needs[i] = needs(i);
        }
        List<Fan> fans = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            fans.add(fan(tasks));
        }
        Fields outputs = fields();
        if (!atEnd()) {
            throw new Garbled("something behind the end", null);
        }
        return new Graph(tasks, needs, fans, pools, outputs);
    }

    protected final List<Pool> pools() {
        List<Pool> pools = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            pools.add(new Pool(name(), small()));
        }
        return pools;
    }

    @Override
    public String name() {
        int known = known(names.size());
        if (known >= 0) {
            return names.get(known);
        }
        String name = text();
        names.add(name);
        return name;
    }

    @Override
    public TaskKey key() {
        int known = known(keys.size());
        if (known >= 0) {
            return keys.get(known);
        }
        TaskKey key = super.key();
        keys.add(key);
        return key;
    }

    protected final Task task() {
        int sort = tag();
        TaskKey key = key();
        Rules rules = rules();
        Origin origin = origin();
        Fields inputs = fields();
        switch (sort) {
            case GraphWriter.PURE:
                return new Pure(key, inputs, texts(), rules, origin);
            case GraphWriter.OBSERVE:
                return new Observe(key, inputs, rules, origin);
            case GraphWriter.EFFECT:
                return new Effect(key, inputs, rules, origin);
            default:
                throw new Garbled("a task of unknown sort " + sort, null);
        }
    }

    protected final int[] needs(int task) {
        var needs = new int[count()];
        long last = 0;
        for (int k = 0; k < needs.length; k++) {
            int distance = small();
            last = k == 0 ? task - distance : last + distance;
            if (distance == 0 || last < 0 || last >= task) {
                throw new Garbled("an edge of task " + task + " to " + last, null);
            }
            needs[k] = (int) last;
        }
        return needs;
    }

    private Fan fan(List<Task> tasks) {
        int number = small();
        if (number >= tasks.size() || !tasks.get(number).key().kind().equals(Fan.KIND)) {
            throw new Garbled("a fan-out without a task", null);
        }
        Task task = tasks.get(number);
        List<Task> templates = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            templates.add(task());
        }
        return new Fan(task.key().name(), task.inputs().get(GraphBuilder.OVER), templates, task.origin());
    }

    protected final Origin origin() {
        return new Origin(name(), (int) signed());
    }

    private Rules rules() {
        int known = known(rules.size());
        if (known >= 0) {
            return rules.get(known);
        }
        List<TaskKey> after = keys();
        List<Claim> claims = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            claims.add(new Claim(name(), small()));
        }
        var timeout = Duration.ofSeconds(number(), small());
        int attempts = small();
        int flags = tag();
        var drift = new TreeMap<String, Drift>();
        for (int left = count(); left > 0; left--) {
            drift.put(name(), Drift.valueOf(name()));
        }
        var read = new Rules(
                after,
                claims,
                timeout,
                attempts,
                (flags & GraphWriter.PROTECT) != 0,
                (flags & GraphWriter.ADOPT) != 0,
                (flags & GraphWriter.CREATE_FIRST) != 0,
                drift,
                keys());
        rules.add(read);
        return read;
    }

    protected final List<TaskKey> keys() {
        List<TaskKey> list = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            list.add(key());
        }
        return list;
    }

    protected final List<String> texts() {
        List<String> list = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            list.add(text());
        }
        return list;
    }

    /** The place of something that has occurred before, or -1 for what follows in full. */
    protected final int known(int size) {
        int number = small();
        if (number > size) {
            throw new Garbled("number " + number + " of " + size, null);
        }
        return number - 1;
    }

    protected final int small() {
        long number = number();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new Garbled("the number " + number, null);
        }
        return (int) number;
    }
}
