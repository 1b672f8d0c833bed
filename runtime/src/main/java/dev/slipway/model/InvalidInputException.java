package dev.slipway.model;

import java.util.List;
import java.util.stream.Collectors;

/** Slipway will not go on, for reasons that it states in full. Nothing has been changed by what threw it. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InvalidInputException(String what, Origin where, String why, String fix) {
        this(List.of(new Problem(what, where, why, fix)));
    }

    public InvalidInputException(String what, String why, String fix) {
        this(what, Origin.NONE, why, fix);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public List<Problem> problems() {
        return problems;
    }
}
