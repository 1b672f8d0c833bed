package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Schema;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of {@code {{name}}}. Strict both ways: every name has a value, every value is used. */
public final class TemplateRender implements Compute {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*}}");

    private final ScriptDirectory place;

    public TemplateRender(ScriptDirectory place) {
        this.place = place;
    }

    @Override
    public Schema shape() {
        return Schema.OPEN.generated(true);
    }

    @Override
    public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            String source = Source.of(inputs.get("source")).map(Source::path).orElse("");
            Fields values = inputs.get("values") instanceof Fields fields ? fields : Fields.NONE;
            String template = Files.readString(place.at(source));
            check(source, template, values);
            return Fields.of(
                    "text",
                    PLACEHOLDER
                            .matcher(template)
                            .replaceAll(match ->
                                    Matcher.quoteReplacement(TextJoin.text(values.get(match.group(1)), ticket))));
        });
    }

    private static void check(String source, String template, Fields values) {
        var missing = new TreeSet<String>();
        var unused = new TreeSet<>(values.names());
        PLACEHOLDER.matcher(template).results().map(match -> match.group(1)).forEach(name -> {
            unused.remove(name);
            if (!values.names().contains(name)) {
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            throw new Failure.Rejected(
                    source + " asks for " + String.join(", ", missing) + ", which has no value",
                    "give it: value(\"" + missing.first() + "\", ...)");
        } else if (!unused.isEmpty()) {
            throw new Failure.Rejected(
                    source + " has no place for " + String.join(", ", unused),
                    "write {{" + unused.first() + "}} where it belongs, or remove the value");
        }
    }
}
