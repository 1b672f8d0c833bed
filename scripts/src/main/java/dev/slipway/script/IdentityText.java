package dev.slipway.script;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds in a graph the text of an object that has no {@code toString} of its own, such as {@code Cluster_main$Node@1b2c3d}. It
 * differs in every run, and templates of strings make it where no call shows.
 */
final class IdentityText {
    private IdentityText() {}

    static Optional<String> first(CompiledScript script, Graph graph) {
        String text = new String(GraphCodec.encode(graph), StandardCharsets.ISO_8859_1);
        if (text.indexOf('@') < 0) {
            return Optional.empty();
        }
        String units = script.units().stream()
                .map(unit -> Pattern.quote(unit.className()) + "[\\w$]*")
                .collect(Collectors.joining("|"));
        Matcher found = Pattern.compile(
                        "(" + units + "|java\\.lang\\.Object|\\[[ZBCSIJFD]|\\[L[\\w.$]+;)@[0-9a-f]{1,8}")
                .matcher(text);
        return found.find() ? Optional.of(found.group(1) + ".toString") : Optional.empty();
    }
}
