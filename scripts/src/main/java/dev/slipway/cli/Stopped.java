package dev.slipway.cli;

import dev.slipway.model.Problem;
import dev.slipway.model.Refused;
import java.util.List;
import java.util.function.Supplier;

/** The end of a command, with its exit code and the reasons. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient List<Problem> problems;

    Stopped(int code, Refused refused) {
        super(refused.getMessage(), refused);
        this.code = code;
        this.problems = refused.problems();
    }

    static Stopped usage(String what, String why, String fix) {
        return new Stopped(Exit.USAGE, new Refused(what, why, fix));
    }

    /** Whatever is refused in here ends the command with this code. */
    static <T> T with(int code, Supplier<T> body) {
        try {
            return body.get();
        } catch (Refused refused) {
            throw new Stopped(code, refused);
        }
    }

    int code() {
        return code;
    }

    List<Problem> problems() {
        return problems;
    }
}
