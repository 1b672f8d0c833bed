package dev.slipway.cli;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import java.util.List;
import java.util.function.Supplier;

/** The end of a command, with its exit code and the reasons. */
final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient List<Problem> problems;

    ExitException(int code, InvalidInputException refused) {
        super(refused.getMessage(), refused);
        this.code = code;
        this.problems = refused.problems();
    }

    static ExitException usage(String what, String why, String fix) {
        return new ExitException(Exit.USAGE, new InvalidInputException(what, why, fix));
    }

    /** Whatever is refused in here ends the command with this code. */
    static <T> T with(int code, Supplier<T> body) {
        try {
            return body.get();
        } catch (InvalidInputException refused) {
            throw new ExitException(code, refused);
        }
    }

    int code() {
        return code;
    }

    List<Problem> problems() {
        return problems;
    }
}
