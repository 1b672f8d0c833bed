package dev.slipway.providers;

import dev.slipway.evaluate.LambdaSource;
import dev.slipway.local.Archives;
import dev.slipway.local.ConditionProbe;
import dev.slipway.local.Directories;
import dev.slipway.local.Downloads;
import dev.slipway.local.Exec;
import dev.slipway.local.HttpProbe;
import dev.slipway.local.LambdaWork;
import dev.slipway.local.LocalFiles;
import dev.slipway.local.RunOnce;
import dev.slipway.local.ScriptDirectory;
import dev.slipway.local.TemplateRender;
import dev.slipway.local.TextJoin;
import dev.slipway.local.WaitProbe;
import dev.slipway.provide.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** This machine. */
public final class LocalSystem implements SystemProvider {
    private static final Set<String> KINDS = Set.of(
            "archive",
            "condition",
            "directory",
            "download",
            "exec",
            "exec.effect",
            "file",
            "http",
            "task",
            "task.effect",
            "template",
            "text",
            "wait");

    private static final String FILES = "it would write to this machine, over what the real runs leave here";
    private static final String PROGRAMS = "it runs on this machine, and a program can reach real systems from here";
    private static final String NETWORK = "it would ask the world, which the lab has no twin for";

    private static final Map<String, String> LEAVES = Map.of(
            "archive", FILES,
            "directory", FILES,
            "download", NETWORK,
            "exec", PROGRAMS,
            "exec.effect", PROGRAMS,
            "file", FILES,
            "http", NETWORK,
            "task", PROGRAMS,
            "task.effect", PROGRAMS,
            "wait", NETWORK);

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public Function<String, Provider> open(Surroundings around) {
        var place = new ScriptDirectory(around.directory());
        return kind -> make(kind, place, around.lambdas());
    }

    private static Provider make(String kind, ScriptDirectory place, LambdaSource lambdas) {
        return switch (kind) {
            case "archive" -> new Archives(place);
            case "condition" -> new ConditionProbe(lambdas);
            case "directory" -> new Directories(place);
            case "download" -> new Downloads(place);
            case "exec" -> new Exec(place);
            case "exec.effect" -> new RunOnce(place, new Exec(place));
            case "file" -> new LocalFiles(place);
            case "http" -> new HttpProbe();
            case "task" -> new LambdaWork(place, lambdas);
            case "task.effect" -> new RunOnce(place, new LambdaWork(place, lambdas));
            case "template" -> new TemplateRender(place);
            case "text" -> new TextJoin();
            case "wait" -> new WaitProbe(place);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Override
    public Optional<String> leavesLab(String kind) {
        return Optional.ofNullable(LEAVES.get(kind));
    }
}
