package dev.slipway.cli;

import dev.slipway.ide.LocalRepository;
import dev.slipway.ide.MinimalProject;
import dev.slipway.ide.OwnJars;
import dev.slipway.ide.WriteResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the words known to editors. */
final class IdeVerb implements Verb {
    private static final Flag PROJECT =
            Flag.one("--project", "DIR", "Also creates a minimal project there; never overwrites a file.");
    private static final Flag REPOSITORY =
            Flag.one("--repository", "DIR", "The local Maven repository; without it, that of your settings.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.of(
                "ide",
                "Makes the words and their sources known to IntelliJ IDEA and VS Code.",
                List.of(PROJECT, REPOSITORY));
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        Console console = host.console();
        var shipped = new OwnJars(Path.of(System.getProperty("slipway.home", "")));
        Optional<Path> project = typed.one(PROJECT).map(Path::of);
        try {
            Optional<String> named = typed.one(REPOSITORY);
            LocalRepository repository = named.isPresent()
                    ? new LocalRepository(Path.of(named.get()))
                    : LocalRepository.of(console.environment());
            var written = new ArrayList<>(repository.install(shipped));
            if (project.isPresent()) {
                written.addAll(new MinimalProject(project.get()).begin(shipped));
            }
            written.forEach(one -> console.say(told(one)));
        } catch (IOException e) {
            throw ExitException.usage(
                    "not everything could be written", String.valueOf(e), "choose a directory that is writable");
        }
        console.say("");
        console.say(
                project.isPresent()
                        ? "Next: open " + project.get() + " as a project, and write scripts in it: slipway new "
                                + project.get().resolve("cluster.main.kts")
                        : "Next: begin each script as 'slipway new' does, and open it in the editor.");
        console.say("What works where: docs/ide.md. In a terminal: slipway complete FILE:LINE:COL");
        return Exit.DONE;
    }

    private static String told(WriteResult one) {
        String word = switch (one.outcome()) {
            case WROTE -> "wrote    ";
            case SAME -> "is there ";
            case KEPT -> "kept     ";
        };
        return word + one.file();
    }
}
