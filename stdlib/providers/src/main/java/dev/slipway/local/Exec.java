package dev.slipway.local;

import dev.slipway.model.CacheScope;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Runs a declared program. */
public final class Exec implements Compute, Work {
    static final Schema SHAPE = Schema.of(Map.of(
            "command", Field.of(Schema.Type.ITEMS).mandatory(),
            "directory", Field.of(Schema.Type.TEXT),
            "environment", Field.of(Schema.Type.FIELDS),
            "files", Field.of(Schema.Type.FIELDS),
            "outputs", Field.of(Schema.Type.ITEMS),
            "hermetic", Field.of(Schema.Type.TRUTH),
            "tools", Field.of(Schema.Type.ITEMS),
            "unless", Field.of(Schema.Type.ITEMS),
            "always", Field.of(Schema.Type.TRUTH)));

    private final ScriptDirectory place;

    public Exec(ScriptDirectory place) {
        this.place = place;
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public Schema shape() {
        return SHAPE;
    }

    @Override
    public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> carryOut(inputs, ticket));
    }

    /** A program that could read anything has results for its own project only. */
    @Override
    public CacheScope cacheScope(Fields inputs) {
        return Hermetic.is(inputs) && new Hermetic(place, inputs).hasInputs() ? CacheScope.SHARED : CacheScope.PROJECT;
    }

    @Override
    public Fingerprint cacheKey(Fingerprint wanted, Fields inputs) {
        if (Hermetic.is(inputs)) {
            return new Hermetic(place, inputs).key(wanted);
        }
        return new UndeclaredInputs(place).key(wanted, words(inputs, "command").get(0), inputs);
    }

    @Override
    public Fields carryOut(Fields inputs, CallContext ticket) throws IOException {
        place.clear(words(inputs, "outputs"));
        // A computation is repeated without harm.
        boolean acts = words(inputs, "outputs").isEmpty();
        UnaryOperator<Program> known = program -> program.leaving(Exits.of(place), inputs.isSecret())
                .telling(process -> ticket.handle(OrphanProcess.name(process))
                        .toCompletableFuture()
                        .join());
        UnaryOperator<Program> prepared = acts ? known : UnaryOperator.identity();
        Program.End end =
                Hermetic.is(inputs) ? hermetic(inputs, ticket, prepared) : run("command", inputs, ticket, prepared);
        if (end.status() != 0) {
            throw end.failure(words(inputs, "command").get(0));
        }
        return Fields.of("stdout", end.stdout());
    }

    /** Runs the program that an input names. */
    Program.End run(String input, Fields inputs, CallContext ticket, UnaryOperator<Program> prepared)
            throws IOException {
        Path directory = place.at(inputs.text("directory"));
        if (!Files.isDirectory(directory)) {
            throw new Failure.Rejected("there is no directory " + directory, "make it, or correct 'directory'");
        }
        return started(words(inputs, input), inputs, ticket, prepared, directory);
    }

    private Program.End hermetic(Fields inputs, CallContext ticket, UnaryOperator<Program> prepared)
            throws IOException {
        var hermetic = new Hermetic(place, inputs);
        try (HermeticStage stage = hermetic.stage()) {
            Program.End end = started(
                    hermetic.words(stage),
                    inputs,
                    ticket,
                    program -> prepared.apply(program).seeing(Namespaces.ENVIRONMENT),
                    stage.work());
            if (end.status() == 0) {
                stage.results(words(inputs, "outputs"), place);
            }
            return end;
        }
    }

    private static Program.End started(
            List<String> words, Fields inputs, CallContext ticket, UnaryOperator<Program> prepared, Path directory)
            throws IOException {
        var redaction = new Redaction();
        redaction.cover(inputs, ticket);
        var environment = new TreeMap<String, String>();
        Fields declared = inputs.get("environment") instanceof Fields fields ? fields : Fields.NONE;
        declared.entries().forEach(entry -> environment.put(entry.getKey(), redaction.text(entry.getValue(), ticket)));
        return prepared.apply(new Program(ticket, redaction)).run(words, environment, directory);
    }

    static List<String> words(Fields inputs, String input) {
        return inputs.get(input) instanceof ListValue items
                ? items.values().stream().map(Value::toString).toList()
                : List.of();
    }
}
