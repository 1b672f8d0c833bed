package dev.slipway.graph;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pool;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.TaskOptionsCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link GraphWriter} wrote. Edges come from the file and are not worked out again, but each is checked to lead
 * to an earlier task.
 */
public class GraphReader extends TableDecoder {
    private final List<TaskOptions> rules = new ArrayList<>();

    protected GraphReader(byte[] bytes) {
        super(bytes);
    }

    Graph graph(long version) {
        List<Pool> pools = pools();
        int size = count();
        var tasks = new ArrayList<Task>(size);
        var needs = new int[size][];
        for (int i = 0; i < size; i++) {
            tasks.add(task());
            needs[i] = needs(i);
        }
        List<ForEach> fans = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            fans.add(fan(tasks));
        }
        Fields outputs = fields();
        String environment = version < GraphCodec.ENVIRONMENTS ? "" : text();
        if (!atEnd()) {
            throw new Garbled("something behind the end", null);
        }
        return new Graph(tasks, needs, fans, pools, outputs, environment);
    }

    protected final List<Pool> pools() {
        List<Pool> pools = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            pools.add(new Pool(name(), small()));
        }
        return pools;
    }

    protected final Task task() {
        int sort = tag();
        TaskKey key = key();
        TaskOptions rules = rules();
        var origin = Origin.of(name(), (int) signed());
        Fields inputs = fields();
        return switch (sort) {
            case GraphWriter.PURE -> new Pure(key, inputs, texts(), rules, origin);
            case GraphWriter.OBSERVE -> new Observe(key, inputs, rules, origin);
            case GraphWriter.EFFECT -> new Effect(key, inputs, rules, origin);
            default -> throw new Garbled("a task of unknown sort " + sort, null);
        };
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

    private ForEach fan(List<Task> tasks) {
        int number = small();
        if (number >= tasks.size() || !tasks.get(number).key().kind().equals(ForEach.KIND)) {
            throw new Garbled("a fan-out without a task", null);
        }
        Task task = tasks.get(number);
        List<Task> templates = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            templates.add(task());
        }
        return new ForEach(task.key().name(), task.inputs().get(GraphBuilder.OVER), templates, task.origin());
    }

    protected final TaskOptions rules() {
        int known = known(rules.size());
        if (known >= 0) {
            return rules.get(known);
        }
        TaskOptions read = TaskOptionsCodec.read(this);
        rules.add(read);
        return read;
    }

    protected final List<String> texts() {
        List<String> list = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            list.add(text());
        }
        return list;
    }
}
