package dev.slipway.lab.kube;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records what a server answers to the cases of a file: {@code ContractMain ADDRESS|lab FILE OUT}. */
final class ContractMain {
    private ContractMain() {}

    public static void main(String[] arguments) throws Exception {
        try (Server server = arguments[0].equals("lab") ? new LabServer("1.35") : new RealServer(arguments[0])) {
            var run = new ContractRun(server, arguments.length > 3 ? arguments[3] : "contractns");
            var lines = new ArrayList<String>();
            int number = 0;
            for (ContractCases.Case one : ContractCases.read(Path.of(arguments[1]))) {
                List<String> recorded = run.record(one, ++number);
                lines.addAll(recorded);
            }
            Files.write(Path.of(arguments[2]), lines);
        }
        System.exit(0);
    }
}
