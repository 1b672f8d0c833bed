package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** Adds up what came of several rounds of one run. */
final class Outcomes {
    static Outcome joined(List<Outcome> rounds, boolean cancelled) {
        var results = new ArrayList<Outcome.Result>();
        var problems = new ArrayList<Problem>();
        Fields outputs = Fields.NONE;
        for (Outcome round : rounds) {
            if (!round.results().isEmpty()) {
                results.removeIf(result -> result.status() == Outcome.Status.DEFERRED);
            }
            results.addAll(round.results());
            problems.addAll(round.problems());
            outputs = round.outputs();
        }
        return new Outcome(results, outputs, problems, cancelled);
    }

    /** What could not be done after an outcome, and why. */
    static Outcome refused(Outcome after, InvalidInputException why) {
        return new Outcome(List.of(), after.outputs(), why.problems(), false);
    }

    private Outcomes() {}
}
