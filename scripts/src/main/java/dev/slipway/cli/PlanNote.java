package dev.slipway.cli;

import dev.slipway.model.InvalidInputException;
import dev.slipway.script.ScriptInputs;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What goes with a saved plan: where it was made and what the script was given.
 *
 * @param directory where the script lies, and its state
 * @param digest of the text of the script; empty in the plan of an older Slipway
 * @param environment of {@code --env}; empty where none was given
 * @param state the environment whose state the plan is for; empty for a script without environments
 */
record PlanNote(
        Path directory,
        String script,
        String digest,
        Map<String, String> parameters,
        String environment,
        String state,
        boolean teardown,
        boolean rehearsal) {
    private static final String PARAMETER = "p.";

    byte[] bytes() {
        var lines = new Properties();
        lines.setProperty("directory", directory.toString());
        lines.setProperty("script", script);
        lines.setProperty("digest", digest);
        lines.setProperty("environment", environment);
        lines.setProperty("state", state);
        lines.setProperty("teardown", String.valueOf(teardown));
        lines.setProperty("rehearsal", String.valueOf(rehearsal));
        parameters.forEach((name, value) -> lines.setProperty(PARAMETER + name, value));
        try (var text = new StringWriter()) {
            lines.store(text, null);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static PlanNote parse(byte[] bytes, Path file) {
        var lines = new Properties();
        try {
            lines.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(file + " is damaged", String.valueOf(e), "make the plan again");
        }
        var parameters = new HashMap<String, String>();
        lines.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PARAMETER))
                .forEach(name -> parameters.put(name.substring(PARAMETER.length()), lines.getProperty(name)));
        String environment = lines.getProperty("environment", "");
        return new PlanNote(
                Path.of(lines.getProperty("directory", "")),
                lines.getProperty("script", ""),
                lines.getProperty("digest", ""),
                parameters,
                environment,
                lines.getProperty("state", environment),
                Boolean.parseBoolean(lines.getProperty("teardown")),
                Boolean.parseBoolean(lines.getProperty("rehearsal")));
    }

    /** The same about a script that is in another directory now. */
    PlanNote in(Path other) {
        return new PlanNote(other, script, digest, parameters, environment, state, teardown, rehearsal);
    }

    /** A plan knows what it was made from, and is good for nothing else. */
    void check(boolean rehearses) {
        if (rehearsal && !rehearses) {
            throw ExitException.usage(
                    "this is the plan of a rehearsal",
                    "it was made with --lab, and says what is to be done in the lab",
                    "add --lab, or make a plan without");
        } else if (rehearses && !rehearsal) {
            throw ExitException.usage(
                    "this plan is not for the lab",
                    "it was made without --lab, and says what is to be done in the world",
                    "leave out --lab, or make a plan with it");
        }
    }

    ScriptInputs given(Map<String, String> variables) {
        return new ScriptInputs(
                parameters, environment.isEmpty() ? Optional.empty() : Optional.of(environment), variables);
    }
}
