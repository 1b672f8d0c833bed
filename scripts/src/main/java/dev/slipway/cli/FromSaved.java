package dev.slipway.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verbs that look at a saved plan as well as at a fresh one. Its script, the state and the systems are not asked. */
final class FromSaved {
    static final Flag SAVED =
            Flag.one("--saved", "PLANFILE", "Reads this saved plan instead of the script and the systems.");

    private FromSaved() {}

    /**
     * The saved plan that is asked, if one is.
     *
     * @param beside what may be typed with it; everything else was settled when the plan was made
     */
    static Optional<SavedPlan> of(ParsedArgs typed, Flag... beside) {
        Optional<String> file = typed.one(SAVED);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var settled = new HashSet<>(typed.given());
        settled.remove(SAVED.name());
        List.of(beside).forEach(flag -> settled.remove(flag.name()));
        settled.stream().sorted().findFirst().ifPresent(other -> {
            String allowed = Stream.of(beside).map(Flag::name).collect(Collectors.joining(", "));
            throw ExitException.usage(
                    other + " says nothing about a saved plan",
                    "what " + file.get() + " says was settled when it was made; " + SAVED.name() + " goes with "
                            + allowed + " alone",
                    other.equals("--file") ? "leave out the script" : "leave out " + other + ", or make another plan");
        });
        return Optional.of(ExitException.with(Exit.USAGE, () -> SavedPlan.load(Path.of(file.get()))));
    }
}
