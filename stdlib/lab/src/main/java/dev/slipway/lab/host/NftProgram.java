package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The program of nftables, as far as tables that translate addresses go. */
final class NftProgram {
    private static final String COUNTED = "counter packets \\d+ bytes \\d+";

    private final Host host;
    private final Networks networks;

    NftProgram(Host host, Networks networks) {
        this.host = host;
        this.networks = networks;
    }

    Map<String, Program> all() {
        return Map.of("nft", this::nft);
    }

    private int nft(List<String> words, ProcessContext job) throws IOException {
        boolean stateless = words.contains("-s");
        List<String> plain =
                words.stream().skip(1).filter(word -> !word.equals("-s")).toList();
        Network network = networks.of(job);
        if (!job.isRoot()) {
            return job.fail(1, "Operation not permitted (you must be root)");
        }
        try {
            if (plain.size() == 2 && plain.get(0).equals("-f")) {
                String text = new String(host.tree().read(plain.get(1), job.user()), StandardCharsets.UTF_8);
                run(network, plain.get(1), text);
            } else if (plain.size() == 4 && plain.subList(0, 2).equals(List.of("list", "table"))) {
                String table = network.table(plain.get(2) + " " + plain.get(3))
                        .orElseThrow(() -> new NftError("Error: No such file or directory"));
                job.print(stateless ? table.replaceAll(COUNTED, "counter") : table);
            } else if (plain.size() > 5 && plain.subList(0, 2).equals(List.of("add", "rule"))) {
                add(
                        network,
                        plain.get(2) + " " + plain.get(3),
                        plain.get(4),
                        String.join(" ", plain.subList(5, plain.size())));
            } else {
                run(network, "<cmdline>", String.join(" ", plain));
            }
        } catch (NftError e) {
            return job.fail(1, String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private static void run(Network network, String name, String text) throws NftError {
        Map<String, String> tables = network.copy();
        new NftFile(tables).run(name, text);
        network.commit(tables);
    }

    private static void add(Network network, String table, String chain, String rule) throws NftError {
        String text = network.table(table).orElseThrow(() -> new NftError("Error: No such file or directory"));
        int start = text.indexOf("\tchain " + chain + " {\n");
        if (start < 0) {
            throw new NftError("Error: No such file or directory");
        }
        int end = text.indexOf("\t}\n", start);
        Map<String, String> tables = network.copy();
        String longer = text.substring(0, end) + rule + "\n" + text.substring(end);
        tables.remove(table);
        new NftFile(tables).run("<cmdline>", longer);
        network.commit(tables);
    }
}
