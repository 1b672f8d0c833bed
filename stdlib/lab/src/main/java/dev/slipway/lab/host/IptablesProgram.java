package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs of iptables for both families, as far as the table that translates addresses goes. */
final class IptablesProgram {
    private final Networks networks;

    IptablesProgram(Networks networks) {
        this.networks = networks;
    }

    Map<String, Program> all() {
        var all = new HashMap<String, Program>();
        for (String program : List.of("iptables", "ip6tables")) {
            all.put(program, (words, job) -> rule(program, words, job));
            all.put(program + "-save", (words, job) -> save(program, job));
            all.put(program + "-restore", (words, job) -> restore(program, words, job));
        }
        return all;
    }

    private IptablesTable table(String program, ProcessContext job) {
        return new IptablesTable(program, networks.of(job).table(program).orElse(""));
    }

    private void commit(String program, IptablesTable table, ProcessContext job) {
        Map<String, String> tables = networks.of(job).copy();
        tables.put(program, table.text());
        networks.of(job).commit(tables);
    }

    private int save(String program, ProcessContext job) throws IOException {
        if (!job.isRoot()) {
            return job.fail(4, "Permission denied (you must be root)");
        }
        job.print(table(program, job).saved());
        return 0;
    }

    private int rule(String program, List<String> words, ProcessContext job) throws IOException {
        List<String> plain =
                words.stream().skip(1).filter(word -> !word.equals("-w")).toList();
        if (!job.isRoot()) {
            return job.fail(4, program + ": Permission denied (you must be root)");
        } else if (plain.size() < 4 || !plain.subList(0, 2).equals(List.of("-t", "nat"))) {
            return job.fail(2, program + ": this host knows only " + program + " -t nat -VERB CHAIN");
        }
        IptablesTable table = table(program, job);
        String wrong = table.run(plain.subList(2, plain.size()));
        if (!wrong.isEmpty()) {
            return job.fail(1, program + ": " + wrong);
        }
        commit(program, table, job);
        return 0;
    }

    /** All lines take effect, or none. */
    private int restore(String program, List<String> words, ProcessContext job) throws IOException {
        List<String> lines = new String(job.in().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String name = program + "-restore";
        if (!job.isRoot()) {
            return job.fail(4, name + ": Permission denied (you must be root)");
        } else if (!words.contains("--noflush")) {
            return job.fail(2, name + ": this host is shared: it knows only --noflush");
        } else if (lines.isEmpty()
                || !lines.get(0).equals("*nat")
                || !lines.get(lines.size() - 1).equals("COMMIT")) {
            return job.fail(1, name + ": COMMIT expected at line " + (lines.size() + 1));
        }
        IptablesTable table = table(program, job);
        for (int i = 1; i < lines.size() - 1; i++) {
            String wrong = "";
            if (lines.get(i).startsWith(":")) {
                table.chain(lines.get(i).substring(1).split(" ", -1)[0]);
            } else {
                wrong = table.run(IptablesRule.words(lines.get(i)));
            }
            if (!wrong.isEmpty()) {
                return job.fail(2, name + ": line " + (i + 1) + " failed: " + wrong);
            }
        }
        commit(program, table, job);
        return 0;
    }
}
