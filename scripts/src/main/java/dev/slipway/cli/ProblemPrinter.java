package dev.slipway.cli;

import dev.slipway.model.Numbers;
import dev.slipway.model.Printable;
import dev.slipway.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Problems as people read them, apart from what was asked for. */
record ProblemPrinter(Console console) {
    private static final int FEW = 5;
    private static final int SHOWN = 2;

    void errors(List<Problem> problems) {
        tell("error: ", problems);
    }

    void warnings(List<Problem> problems) {
        tell("warning: ", problems);
    }

    /** What differs in one name only is told by two examples: the reason must not drown in a hundred lines. */
    private static Collection<List<Problem>> alike(List<Problem> problems) {
        var groups = new LinkedHashMap<List<Object>, List<Problem>>();
        for (Problem problem : problems) {
            var reason = List.<Object>of(problem.where(), problem.why(), problem.fix());
            groups.computeIfAbsent(reason, same -> new ArrayList<>()).add(problem);
        }
        return groups.values();
    }

    private void tell(String label, List<Problem> problems) {
        console.out().flush();
        var paint = new Ansi(console.colours());
        for (List<Problem> alike : alike(problems)) {
            int shown = alike.size() <= FEW ? alike.size() : SHOWN;
            for (Problem problem : alike.subList(0, shown)) {
                console.err().println(paint.bad(label) + Printable.text(problem.toString()));
            }
            if (shown < alike.size()) {
                String rest = Numbers.of(alike.size() - shown) + " more with the same reason, the last: ";
                Problem last = alike.get(alike.size() - 1);
                console.err().println(paint.bad(label) + Printable.line(rest + last.what()));
                console.err().println("  do:  to see all of them, add --json");
            }
        }
        console.err().flush();
    }
}
