package dev.slipway.work;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import dev.slipway.provide.Failure;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Why something came to nothing, in words for the operator: whatever is thrown ends here, and no class name is told
 * where there are words.
 */
public record ErrorText(String why, String fix) {
    public static ErrorText of(Throwable error) {
        Throwable cause = cause(error);
        if (cause instanceof Failure failure) {
            return new ErrorText(failure.getMessage(), failure.fix());
        } else if (cause instanceof CancelledException) {
            return new ErrorText(String.valueOf(cause.getMessage()), "run again");
        } else if (cause instanceof InvalidInputException refused) {
            String why = refused.problems().stream().map(ErrorText::sentence).collect(Collectors.joining("; "));
            String fix = refused.problems().stream()
                    .map(Problem::fix)
                    .filter(f -> !f.isEmpty())
                    .distinct()
                    .collect(Collectors.joining("; "));
            return new ErrorText(why, fix);
        }
        return new ErrorText("unexpected " + cause, "");
    }

    /** What was thrown in the first place. */
    public static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String sentence(Problem problem) {
        return problem.why().isEmpty() ? problem.what() : problem.what() + ": " + problem.why();
    }
}
