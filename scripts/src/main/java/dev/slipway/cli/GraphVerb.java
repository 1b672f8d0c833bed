package dev.slipway.cli;

import java.util.List;

/** Shows the tasks of a script and what they need. */
final class GraphVerb implements Verb {
    private static final Flag AS = Flag.one("--as", "FORM", "The format: text, dot, svg or json (default: text).");
    private static final Flag JSON = Flag.toggle("--json", "The same as --as json.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                "graph", "Shows the tasks and what each needs.", List.of(List.of(AS, JSON, LabArgs.LAB)));
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        String form = typed.has(JSON) ? "json" : typed.one(AS).orElse("text");
        if (!List.of("text", "dot", "svg", "json").contains(form)) {
            throw ExitException.usage(
                    "--as is '" + form + "'", "there is text, dot, svg and json", "choose one of these");
        }
        try (VerbContext desk = VerbContext.reading(host, ScriptArgs.of(typed))) {
            var view = new GraphView(desk.graph());
            List<String> lines = switch (form) {
                case "dot" -> view.dot();
                case "svg" -> new GraphSvg(desk.graph()).lines();
                case "json" -> List.of(view.json());
                default -> view.text();
            };
            lines.forEach(desk.console()::say);
            return Exit.DONE;
        }
    }
}
