package dev.slipway.host;

import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.ListValue;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.nat.Nat;
import dev.slipway.nat.Rule;
import dev.slipway.nat.RuleForm;
import dev.slipway.translate.Boot;
import dev.slipway.translate.NatBackend;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was seen of the rules of a host, by the sections of {@link NatScripts#READ}. */
record NatLook(Map<String, List<String>> sections) {
    private static final Pattern ID = Pattern.compile("\"slipway: ([^\"]*)\"");

    static NatLook of(String printed) {
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> section = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            if (line.startsWith("@")) {
                section = sections.computeIfAbsent(line.substring(1), name -> new ArrayList<>());
            } else {
                section.add(line.strip());
            }
        }
        return new NatLook(sections);
    }

    private List<String> lines(String section) {
        return sections.getOrDefault(section, List.of());
    }

    private String line(String section) {
        return lines(section).isEmpty() ? "" : lines(section).get(0);
    }

    boolean canTranslate() {
        return !line("variant").equals("none");
    }

    NatBackend variant() {
        return line("variant").equals("nft") ? NatBackend.NFT : NatBackend.IPTABLES;
    }

    boolean isNothing() {
        return line("file").equals("absent") && lines("live").isEmpty();
    }

    /** Whether nothing is to be done. */
    boolean isAs(Nat nat) {
        return rulesStand(nat) && lasts(nat) && forwards(nat);
    }

    private boolean rulesStand(Nat nat) {
        return told(nat) && lines("live").equals(lines("told"));
    }

    private boolean told(Nat nat) {
        return line("file").equals(digest(variant().text(nat)));
    }

    boolean lasts(Nat nat) {
        String unit = Boot.unit(variant(), nat, NatScripts.FILE);
        return told(nat) && line("unit").equals(digest(unit)) && line("enabled").equals("enabled");
    }

    boolean forwards(Nat nat) {
        return (!nat.has(false) || line("v4").equals("1"))
                && (!nat.has(true) || line("v6").equals("1"));
    }

    /** The rules that stand as declared, and of everything else the line that the kernel shows. */
    private ListValue rules(Nat nat, ListValue declared) {
        Map<String, List<String>> live = byId(lines("live"));
        Map<String, List<String>> told = told(nat) ? byId(lines("told")) : Map.of();
        var seen = new ArrayList<Value>();
        var known = new LinkedHashSet<String>(List.of(""));
        for (Value rule : declared.values()) {
            String id = RuleForm.rule(rule).map(Rule::id).orElse("");
            known.add(id);
            List<String> lines = live.getOrDefault(id, List.of());
            if (!lines.isEmpty() && lines.equals(told.get(id))) {
                seen.add(rule);
            } else if (!lines.isEmpty()) {
                seen.add(new StringValue("(altered) " + lines.get(0)));
            }
        }
        live.forEach((id, lines) -> {
            if (!known.contains(id)) {
                lines.forEach(line -> seen.add(somebodys(line)));
            }
        });
        List<String> chains = told.getOrDefault("", List.of());
        List<String> there = live.getOrDefault("", List.of());
        there.stream().filter(line -> told(nat) && !chains.contains(line)).forEach(line -> seen.add(somebodys(line)));
        if (!there.containsAll(chains)) {
            seen.add(new StringValue("(the chains are altered)"));
        }
        return new ListValue(seen);
    }

    private static StringValue somebodys(String line) {
        return new StringValue("(not managed by Slipway) " + line);
    }

    /** Lines without an id belong to the chains themselves, or are rules of somebody else. */
    private static Map<String, List<String>> byId(List<String> lines) {
        var byId = new LinkedHashMap<String, List<String>>();
        for (String line : lines) {
            Matcher id = ID.matcher(line);
            byId.computeIfAbsent(id.find() ? id.group(1) : "", each -> new ArrayList<>())
                    .add(line);
        }
        return byId;
    }

    Fields fields(Nat nat, Fields declared) {
        ListValue rules = declared.get("rules") instanceof ListValue items ? items : new ListValue(List.of());
        return Fields.of(
                        "rules",
                        rules(nat, rules),
                        "lasting",
                        lasts(nat),
                        "forwarding",
                        forwards(nat),
                        "program",
                        variant().program())
                .with("inside", declared.get("inside"));
    }

    static String digest(String text) {
        return Hasher.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
