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

/** What is done on this machine. */
record LocalKinds(ScriptDirectory place, LambdaSource lambdas) {
    static final String[] NAMES = {
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
        "wait"
    };

    Provider make(String kind) {
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
}
