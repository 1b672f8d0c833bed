package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The networks of a host: its own, and those that programs make for themselves. */
final class Networks {
    /** Which network a program is in, as its children inherit it. */
    private static final String MARK = "LAB_NETWORK";

    private final Host host;
    private final Network own;
    private final Map<String, Network> others = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Networks(Host host) {
        this.host = host;
        this.own = new Network(host.shelf("kernel-rules"));
    }

    Network of(ProcessContext job) {
        return others.getOrDefault(job.environment().getOrDefault(MARK, ""), own);
    }

    Map<String, Program> all() {
        var all = new HashMap<String, Program>();
        all.put("unshare", this::unshare);
        all.putAll(new NftProgram(host, this).all());
        all.putAll(new IptablesProgram(this).all());
        return all;
    }

    /** Runs a program in a network of its own, which has no rules, and is gone after it. */
    private int unshare(List<String> words, ProcessContext job) throws IOException, InterruptedException {
        if (words.size() < 3 || !words.get(1).equals("-n")) {
            return job.fail(1, "unshare: this host knows only unshare -n PROGRAM");
        } else if (!job.isRoot()) {
            return job.fail(1, "unshare: unshare failed: Operation not permitted");
        }
        Program program = host.program(words.get(2));
        if (program == null) {
            return job.fail(127, "unshare: failed to execute " + words.get(2) + ": No such file or directory");
        }
        String name = Integer.toString(numbers.incrementAndGet());
        others.put(name, new Network());
        try {
            var environment = new HashMap<>(job.environment());
            environment.put(MARK, name);
            return program.run(words.subList(2, words.size()), job.with(environment));
        } finally {
            others.remove(name);
        }
    }
}
