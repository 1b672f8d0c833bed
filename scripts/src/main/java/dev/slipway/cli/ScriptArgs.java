package dev.slipway.cli;

import dev.slipway.data.ParameterFile;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.script.ScriptFile;
import dev.slipway.script.ScriptInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which script, and what it is given. */
record ScriptArgs(
        Optional<String> file, Map<String, String> parameters, Optional<String> environment, boolean updateLocks) {
    private static final Flag FILE = Flag.one(
                    "--file", "FILE", "The script (default: the one *.main.kts in this directory).")
            .or("-f");
    private static final Flag PARAMETER = Flag.many("--param", "NAME=VALUE", "Sets a parameter of the script.")
            .or("-p");
    private static final Flag FILES = Flag.many(
            "--params", "PARAMFILE", "Sets parameters from a YAML, JSON or TOML file; later files and --param win.");
    private static final Flag ENVIRONMENT = Flag.one("--env", "NAME", "Chooses the environment, such as staging.");

    /** For verbs that may write the lock file anew. */
    static final Flag UPDATE_LOCKS =
            Flag.toggle("--update-locks", "Looks up the jars that the script depends on and locks what is found.");

    static final List<Flag> FLAGS = List.of(PARAMETER, FILES, ENVIRONMENT, FILE);

    static ScriptArgs of(ParsedArgs typed) {
        var parameters = new LinkedHashMap<String, String>();
        typed.all(FILES).forEach(file -> parameters.putAll(read(file)));
        parameters.putAll(typed(typed));
        return new ScriptArgs(typed.one(FILE), parameters, typed.one(ENVIRONMENT), typed.has(UPDATE_LOCKS));
    }

    private static Map<String, String> read(String file) {
        return ExitException.with(Exit.USAGE, () -> ParameterFile.read(Path.of(file)));
    }

    /** Those given one by one. */
    private static Map<String, String> typed(ParsedArgs typed) {
        var parameters = new LinkedHashMap<String, String>();
        for (String given : typed.all(PARAMETER)) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw ExitException.usage(
                        "-p " + given + " sets nothing", "a parameter has a name and a value", "write -p NAME=VALUE");
            }
            String name = given.substring(0, equals);
            String value = given.substring(equals + 1);
            String before = parameters.putIfAbsent(name, value);
            if (before != null && !before.equals(value)) {
                throw ExitException.usage(
                        "the parameter '" + name + "' is given twice",
                        "first as '" + before + "', then as '" + value + "'",
                        "leave one of them out");
            }
        }
        return parameters;
    }

    ScriptInputs given(Map<String, String> variables) {
        return new ScriptInputs(parameters, environment, variables);
    }

    ScriptFile script() {
        Path named = file.isPresent() ? Path.of(file.get()) : only(Path.of(""));
        if (!named.toString().endsWith(".main.kts") && PlanZip.isPlan(named)) {
            throw ExitException.usage(
                    named + " is a saved plan, and no script",
                    "what it says is settled already",
                    "do it: slipway apply " + named + ", or look at it: slipway plan --saved " + named);
        }
        try {
            return ScriptFile.read(named);
        } catch (InvalidInputException refused) {
            boolean inside = refused.problems().stream()
                    .anyMatch(problem -> !problem.where().equals(Origin.NONE));
            throw new ExitException(inside ? Exit.REFUSED : Exit.USAGE, refused);
        }
    }

    /** The one script in a directory. */
    private static Path only(Path directory) {
        var scripts = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(directory.toAbsolutePath(), "*.main.kts")) {
            files.forEach(file -> scripts.add(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            throw ExitException.usage("this directory cannot be read", String.valueOf(e), "name a script");
        }
        if (scripts.size() == 1) {
            return Path.of(scripts.get(0));
        }
        scripts.sort(null);
        String found = scripts.isEmpty()
                ? "there is no *.main.kts in this directory"
                : "there are several in this directory: " + String.join(", ", scripts);
        throw ExitException.usage(
                "no script is named", found, "name one: slipway FILE [VERB], or begin with: slipway new");
    }
}
