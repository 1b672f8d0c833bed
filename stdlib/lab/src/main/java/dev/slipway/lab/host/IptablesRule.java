package dev.slipway.lab.host;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule of iptables may say, as strictly as the real program takes it. */
final class IptablesRule {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Set<String> TARGETS = Set.of("ACCEPT", "DROP", "RETURN", "MASQUERADE");

    private final String program;
    private final Iterator<String> words;
    private boolean hasPorts;

    private IptablesRule(String program, Iterator<String> words) {
        this.program = program;
        this.words = words;
    }

    static List<String> words(String line) {
        var words = new ArrayList<String>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    static String line(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> word.contains(" ") ? "\"" + word + "\"" : word)
                        .toList());
    }

    /** Empty for a good rule, else what is wrong with it. */
    static String wrong(String program, List<String> words, Predicate<String> chains) {
        var rule = new IptablesRule(program, words.iterator());
        while (rule.words.hasNext()) {
            String wrong = rule.option(rule.words.next(), chains);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private String option(String option, Predicate<String> chains) {
        return switch (option) {
            case "!" -> "";
            case "-s", "-d" -> host(next());
            case "-p" -> {
                hasPorts = true;
                yield Set.of("tcp", "udp").contains(next()) ? "" : "unknown protocol specified";
            }
            case "-m" -> Set.of("tcp", "udp", "comment", "conntrack").contains(next()) ? "" : "Couldn't load match";
            case "--dport", "--sport" -> hasPorts ? ports(next()) : "unknown option \"" + option + "\"";
            case "--comment", "--ctstate", "-o", "-i" ->
                next().isEmpty() ? "option \"" + option + "\" requires an argument" : "";
            case "-j" -> target(next(), chains);
            default -> "unknown option \"" + option + "\"";
        };
    }

    private String next() {
        return words.hasNext() ? words.next() : "";
    }

    private String target(String name, Predicate<String> chains) {
        if (name.equals("DNAT") || name.equals("SNAT")) {
            String option = next();
            String wanted = name.equals("DNAT") ? "--to-destination" : "--to-source";
            return option.equals(wanted) ? place(next()) : "option \"" + wanted + "\" must be specified";
        }
        return TARGETS.contains(name) || chains.test(name) ? "" : "Couldn't load target `" + name + "'";
    }

    private String place(String text) {
        boolean v6 = program.startsWith("ip6");
        Matcher pair = Pattern.compile(v6 ? "\\[([^]]*)]:(.*)" : "([^:]*):(.*)").matcher(text);
        String wrong = host(pair.matches() ? pair.group(1) : text);
        return wrong.isEmpty() && pair.matches() ? ports(pair.group(2)) : wrong;
    }

    private String host(String text) {
        boolean fits = program.startsWith("ip6")
                ? text.matches("[0-9a-f]*:[0-9a-f:]*(/\\d{1,3})?")
                : text.matches("(\\d{1,3}\\.){3}\\d{1,3}(/\\d{1,2})?");
        return fits ? "" : "host/network `" + text + "' not found";
    }

    private static String ports(String text) {
        for (String each : text.split("[:-]", -1)) {
            if (!each.matches("\\d{1,5}") || Integer.parseInt(each) > 65535) {
                return "invalid port/service `" + each + "' specified";
            }
        }
        return "";
    }
}
