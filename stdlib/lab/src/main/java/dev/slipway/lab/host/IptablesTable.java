package dev.slipway.lab.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of iptables that translates addresses, of one family. What cannot be done is said, and changes nothing. */
final class IptablesTable {
    private static final List<String> FIRST = List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");

    private final String program;
    private final Map<String, List<String>> chains = new LinkedHashMap<>();

    IptablesTable(String program, String text) {
        this.program = program;
        FIRST.forEach(name -> chains.put(name, new ArrayList<>()));
        text.lines().forEach(line -> {
            int space = line.indexOf(' ');
            List<String> chain = chains.computeIfAbsent(line.substring(0, space), name -> new ArrayList<>());
            if (space + 1 < line.length()) {
                chain.add(line.substring(space + 1));
            }
        });
    }

    /** One chain in each line, and one rule in each line. */
    String text() {
        return chains.entrySet().stream()
                .flatMap(chain -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(chain.getKey() + " "),
                        chain.getValue().stream().map(rule -> chain.getKey() + " " + rule)))
                .collect(Collectors.joining("\n"));
    }

    /** As iptables-save prints it. */
    String saved() {
        var out = new StringBuilder("*nat\n");
        chains.keySet()
                .forEach(name -> out.append(':')
                        .append(name)
                        .append(FIRST.contains(name) ? " ACCEPT" : " -")
                        .append(" [0:0]\n"));
        chains.forEach((name, rules) -> rules.forEach(
                rule -> out.append("-A ").append(name).append(' ').append(rule).append('\n')));
        return out.append("COMMIT\n").toString();
    }

    /** Makes a chain, or empties it. */
    void chain(String name) {
        chains.put(name, new ArrayList<>());
    }

    /** Carries out one command. Empty, or what is wrong. */
    String run(List<String> words) {
        String verb = words.get(0);
        String name = words.size() < 2 ? "" : words.get(1);
        List<String> chain = chains.get(name);
        List<String> spec = words.subList(Math.min(2, words.size()), words.size());
        String rule = IptablesRule.line(spec);
        if (chain == null && verb.equals("-N")) {
            chain(name);
            return "";
        } else if (chain == null) {
            return "No chain/target/match by that name.";
        }
        String wrong = IptablesRule.wrong(program, spec, chains::containsKey);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        switch (verb) {
            case "-A" -> chain.add(rule);
            case "-I" -> chain.add(0, rule);
            case "-C" -> wrong = chain.contains(rule) ? "" : "Bad rule (does a matching rule exist in that chain?).";
            case "-D" -> wrong = chain.remove(rule) ? "" : "Bad rule (does a matching rule exist in that chain?).";
            case "-F" -> chain.clear();
            case "-X" -> wrong = drop(name);
            default -> wrong = "unknown option \"" + verb + "\"";
        }
        return wrong;
    }

    private String drop(String name) {
        boolean used = chains.values().stream().flatMap(List::stream).anyMatch(rule -> rule.endsWith("-j " + name));
        if (used
                || FIRST.contains(name)
                || !chains.getOrDefault(name, List.of()).isEmpty()) {
            return used ? "Device or resource busy." : "Directory not empty.";
        }
        chains.remove(name);
        return "";
    }
}
