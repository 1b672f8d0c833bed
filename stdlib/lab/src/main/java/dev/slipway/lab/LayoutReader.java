package dev.slipway.lab;

import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the lines of a layout: each is what {@code slipway lab} would be told, and an indented one goes on. */
final class LayoutReader {
    private static final String WORDS = "pace N, secret NAME VALUE, key NAME, and place KIND NAME key=value ...";

    private final Problems problems = new Problems();
    private final List<Layout.Wanted> wanted = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final Set<String> keys = new TreeSet<>();
    private Optional<String> pace = Optional.empty();

    Layout read(List<String> lines) {
        List<Statement> all = Statement.of(lines);
        all.stream().filter(each -> !each.verb().equals("place")).forEach(this::other);
        all.stream().filter(each -> each.verb().equals("place")).forEach(this::place);
        problems.throwIfAny();
        return new Layout(pace, wanted, secrets, keys);
    }

    private void other(Statement line) {
        String first = line.word(1);
        boolean whole = line.words().size() == (line.verb().equals("secret") ? 3 : 2);
        switch (line.verb()) {
            case "pace" -> {
                pace = Optional.of(first);
                check(whole && first.matches("[0-9.]*[1-9][0-9.]*"), line, "'pace' takes a number above 0");
            }
            case "secret" -> {
                check(whole, line, "'secret' takes a name and a value; one with spaces stands in \"...\"");
                unknown(line, first);
                secrets.put(first, line.word(2));
            }
            case "key" -> {
                check(whole, line, "'key' takes the name of a secret, whose value is the key that all hosts let in");
                unknown(line, first);
                keys.add(first);
            }
            default -> check(false, line, "'" + line.verb() + "' is nothing that a lab is told here");
        }
    }

    private void place(Statement line) {
        if (line.words().size() < 3) {
            check(false, line, "'place' takes a kind, such as ssh or pve, and a name");
            return;
        }
        String name = line.word(2);
        Integer before = places.putIfAbsent(name, line.number());
        check(before == null, line, "'" + name + "' is placed by line " + before + " already");
        var properties = new TreeMap<String, String>();
        for (String word : line.words().subList(3, line.words().size())) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                check(false, line, "'" + word + "' is no key=value");
            } else {
                properties.put(word.substring(0, equals), value(line, word.substring(equals + 1)));
            }
        }
        try {
            wanted.add(new Layout.Wanted(new Placement(line.word(1), name, properties), line.number()));
        } catch (IllegalArgumentException e) {
            check(false, line, String.valueOf(e.getMessage()));
        }
    }

    /** A value that begins with a dollar is that of a secret. */
    private String value(Statement line, String text) {
        if (!text.startsWith("$")) {
            return text;
        }
        String known = secrets.get(text.substring(1));
        check(known != null, line, "'" + text + "' stands for a secret, and there is no such line");
        return known == null ? "" : known;
    }

    private void unknown(Statement line, String name) {
        check(!secrets.containsKey(name) && !keys.contains(name), line, "the secret " + name + " is said twice");
    }

    private void check(boolean good, Statement line, String why) {
        if (!good) {
            var where = new Origin(Layout.FILE, line.number());
            problems.add("this line of the lab is not understood", where, why, "lines are " + WORDS);
        }
    }
}
