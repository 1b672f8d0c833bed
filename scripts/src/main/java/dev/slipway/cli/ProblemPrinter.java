package dev.slipway.cli;

import dev.slipway.model.Printable;
import dev.slipway.model.Problem;
import java.util.List;

/** Problems as people read them, apart from what was asked for. */
record ProblemPrinter(Console console) {
    void errors(List<Problem> problems) {
        tell("error: ", problems);
    }

    void warnings(List<Problem> problems) {
        tell("warning: ", problems);
    }

    private void tell(String label, List<Problem> problems) {
        console.out().flush();
        var paint = new Ansi(console.colours());
        for (Problem problem : problems) {
            console.err().println(paint.bad(label) + Printable.text(problem.toString()));
        }
        console.err().flush();
    }
}
