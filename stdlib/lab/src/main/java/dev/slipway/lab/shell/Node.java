package dev.slipway.lab.shell;

import java.util.List;
import java.util.Map;

/** A parsed piece of a script. */
sealed interface Node {
    record Simple(Map<String, Word> assignments, List<Word> words, List<Redirect> redirects) implements Node {}

    record Pipe(List<Node> stages, boolean negated) implements Node {}

    record AndOr(Node left, boolean and, Node right) implements Node {}

    record Sequence(List<Node> nodes) implements Node {}

    record If(Node condition, Node then, Node otherwise) implements Node {}

    record For(String name, List<Word> words, Node body) implements Node {}

    record While(Node condition, boolean until, Node body) implements Node {}

    record Case(Word word, List<Arm> arms) implements Node {}

    record Arm(List<Word> patterns, Node body) {}

    record Group(Node body, boolean subshell, List<Redirect> redirects) implements Node {}

    /**
     * Where input comes from or output goes.
     *
     * @param sort {@code >}, {@code >>}, {@code <}, {@code >&} or {@code <<}
     * @param target a file, the number of a descriptor, or the text itself
     */
    record Redirect(int descriptor, String sort, Word target) {}

    /** A word before it is expanded. */
    record Word(List<Part> parts) {}

    sealed interface Part {}

    record Literal(String text, boolean quoted) implements Part {}

    /** A variable with what is done to it: {@code ${name:-word}}. */
    record Variable(String name, String operator, Word argument, boolean quoted) implements Part {}

    record Output(Node script, boolean quoted) implements Part {}
}
