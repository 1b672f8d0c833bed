package dev.slipway.lab.pve;

import dev.slipway.lab.table.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks every answer against the shape that is published for it. What the real daemons are known to answer otherwise is
 * listed in {@code evidence/answers.txt}: {@code METHOD /path | property | strength | citation | note}.
 */
final class Answers {
    private final Set<String> known;

    Answers() {
        this.known = new HashSet<>(exceptions());
    }

    /** Each as its route and the property, such as {@code GET /pools/{poolid} answer.poolid}. */
    static List<String> exceptions() {
        return Evidence.parts("answers", 5).stream()
                .map(part -> part.get(0) + " " + part.get(1))
                .toList();
    }

    List<String> violations(Operation operation, @Nullable Object data) {
        String route = operation.method() + " " + operation.path() + " ";
        return operation.answerViolations(data).stream()
                .filter(why -> !known.contains(route + why.substring(0, why.indexOf(": "))))
                .toList();
    }
}
