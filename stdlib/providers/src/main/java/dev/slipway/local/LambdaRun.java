package dev.slipway.local;

import dev.slipway.dsl.Run;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a lambda has at hand. */
final class LambdaRun implements Run {
    private final ScriptDirectory place;
    private final Fields inputs;
    private final CallContext ticket;
    private final Redaction redaction;
    private final TreeMap<String, Value> left = new TreeMap<>();

    LambdaRun(ScriptDirectory place, Fields inputs, CallContext ticket, Redaction redaction) {
        this.place = place;
        this.inputs = inputs;
        this.ticket = ticket;
        this.redaction = redaction;
    }

    Fields left() {
        return new Fields(left);
    }

    @Override
    public Path getDirectory() {
        return place.root();
    }

    @Override
    public List<String> getFiles() {
        return inputs.get("files") instanceof Fields files ? files.names() : List.of();
    }

    @Override
    public String input(String name) {
        Fields values = inputs.get("values") instanceof Fields fields ? fields : Fields.NONE;
        if (values.get(name) == Missing.ABSENT) {
            throw new Failure.Rejected(
                    "the task has no input '" + name + "'", "declare it: input(\"" + name + "\", ...)");
        }
        return redaction.text(values.get(name), ticket);
    }

    @Override
    public Path path(String name) {
        Path path = place.at(name);
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new Failure.Rejected("no file can be made at " + path + ": " + e, "make room for it", e);
        }
        return path;
    }

    @Override
    public void say(String message) {
        ticket.say(redaction.mask(message));
    }

    @Override
    public void output(String name, String value) {
        left.put(name, new StringValue(redaction.mask(value)));
    }

    @Override
    public String command(String... words) {
        return command(words, Map.of());
    }

    @Override
    public String command(String[] words, Map<String, String> environment) {
        if (Stream.of(words).anyMatch(redaction::occursIn)) {
            throw new Failure.Rejected(
                    "'" + redaction.mask(words[0])
                            + "' was given a secret on the command line, which every user of this machine"
                            + " can read while it runs",
                    "pass it in the environment: command(\"program\", environment = mapOf(\"TOKEN\" to input(\"token\")))");
        }
        try {
            Program.End end = new Program(ticket, redaction).run(List.of(words), environment, place.root());
            if (end.status() != 0) {
                throw end.failure(words[0]);
            }
            return end.stdout();
        } catch (IOException e) {
            throw new Failure.Rejected("'" + words[0] + "' cannot be run: " + e, "see to the cause, and run again", e);
        }
    }
}
