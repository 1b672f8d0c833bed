package dev.slipway.cli;

import dev.slipway.complete.Place;
import dev.slipway.complete.Suggestion;
import dev.slipway.complete.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells an editor, or whoever is curious, what may be written at a place of a script. */
final class CompleteVerb implements Verb {
    private static final Flag JSON = Flag.toggle("--json", "Prints JSON.");
    private static final int VERSION = 1;
    private static final int WIDEST = 48;

    @Override
    public VerbSpec usage() {
        return VerbSpec.of("complete", "Lists completions at a position in a script.", List.of(JSON))
                .taking("FILE:LINE:COL", 1, 1);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        String named = typed.operands().get(0);
        Place place = ExitException.with(Exit.USAGE, () -> Place.parse(named).checked());
        Suggestions found = host.completer().at(place);
        if (typed.has(JSON)) {
            host.console().say(json(found));
        } else if (found.all().isEmpty()) {
            host.console().err().println("No completions.");
        } else {
            lines(found.all(), host.console());
        }
        return Exit.DONE;
    }

    private static void lines(List<Suggestion> all, Console console) {
        int column = Math.min(
                WIDEST,
                all.stream().mapToInt(one -> one.signature().length()).max().orElse(0));
        for (Suggestion one : all) {
            String head = one.signature()
                    + " ".repeat(Math.max(0, column - one.signature().length()));
            String line = one.doc().isEmpty() ? one.signature() : head + "  " + one.doc();
            boolean cut = console.live() && line.length() > console.columns();
            console.say(cut ? line.substring(0, console.columns() - 1) + "\u2026" : line);
        }
    }

    private static String json(Suggestions found) {
        var object = new LinkedHashMap<String, Object>();
        object.put("v", VERSION);
        object.put("prefix", found.prefix());
        object.put("expected", found.expected());
        object.put("suggestions", found.all().stream().map(CompleteVerb::json).toList());
        return Json.of(object);
    }

    private static Map<String, Object> json(Suggestion one) {
        var object = new LinkedHashMap<String, Object>();
        object.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
        object.put("name", one.name());
        object.put("signature", one.signature());
        object.put("type", one.type());
        object.put("from", one.from());
        object.put("doc", one.doc());
        return object;
    }
}
