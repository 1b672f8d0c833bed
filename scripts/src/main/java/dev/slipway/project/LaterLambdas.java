package dev.slipway.project;

import dev.slipway.evaluate.Lambdas;
import dev.slipway.model.InvalidInputException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lambdas of a script that may never be asked for; then the script is not evaluated for them. */
public final class LaterLambdas {
    private @Nullable Supplier<Lambdas> source;
    private @Nullable Lambdas known;

    public synchronized void are(Supplier<Lambdas> lambdas) {
        source = lambdas;
    }

    public synchronized Object find(String name) {
        if (known == null && source != null) {
            known = source.get();
        }
        Object lambda = known == null ? null : known.find(name);
        if (lambda == null) {
            throw new InvalidInputException(
                    "the code of a task is not there", "the script has no code by the name " + name, "make a new plan");
        }
        return lambda;
    }
}
