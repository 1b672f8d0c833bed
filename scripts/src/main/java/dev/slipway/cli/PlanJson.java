package dev.slipway.cli;

import dev.slipway.model.Event;
import dev.slipway.model.Missing;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;
import dev.slipway.plan.Change;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plan for programs. The first member is the version of the form. */
final class PlanJson {
    private static final int VERSION = 1;
    private static final Pattern WITH_LINE = Pattern.compile("(.+):(\\d{1,9})");

    private PlanJson() {}

    static String of(Plan plan, String environment) {
        return of(plan, environment, Optional.empty(), false);
    }

    /** The same of a plan that was made while another run was at work. */
    static String of(Plan plan, String environment, Optional<Event.Busy> busy, boolean offline) {
        var object = new LinkedHashMap<String, Object>();
        object.put("v", VERSION);
        busy.ifPresent(run -> object.put("busy", busy(run)));
        if (offline) {
            object.put("offline", true);
        }
        object.put("lineage", plan.lineage());
        object.put("sequence", plan.sequence());
        if (!environment.isEmpty()) {
            object.put("environment", environment);
        }
        object.put("changes", plan.acting().size());
        object.put("unread", plan.unread().stream().map(PlanJson::unread).toList());
        object.put("steps", plan.steps().stream().map(PlanJson::step).toList());
        object.put("outputs", plan.outputs());
        object.put(
                "outputChanges",
                plan.outputChanges().stream().map(PlanJson::output).toList());
        return Json.of(object);
    }

    private static Map<String, Object> busy(Event.Busy run) {
        var object = new LinkedHashMap<String, Object>();
        object.put("command", run.command());
        object.put("pid", run.pid());
        object.put("since", Instant.ofEpochMilli(run.sinceMillis()).toString());
        object.put("done", run.done());
        object.put("total", run.total());
        return object;
    }

    private static Map<String, Object> unread(Step step) {
        var object = new LinkedHashMap<String, Object>();
        object.put("key", step.key().toString());
        where(step.origin(), object);
        object.put("why", step.note().isEmpty() ? step.cause().text() : step.note());
        return object;
    }

    private static Map<String, Object> step(Step step) {
        var object = new LinkedHashMap<String, Object>();
        object.put("key", step.key().toString());
        object.put("action", step.action().word());
        object.put("cause", step.cause().text());
        object.put("sure", step.sure());
        where(step.origin(), object);
        object.put(
                "changes",
                step.changes().stream()
                        .map(change -> change(change, change.isSecret(step)))
                        .toList());
        step.heldBack().ifPresent(action -> object.put("heldBack", action.word()));
        if (!step.note().isEmpty()) {
            object.put("note", step.note());
        }
        return object;
    }

    private static Map<String, Object> change(Change change, boolean secret) {
        var object = new LinkedHashMap<String, Object>();
        object.put("field", change.path().toString());
        values(change, secret, object);
        object.put("replaces", change.replaces());
        object.put("drift", change.drift());
        return object;
    }

    private static Map<String, Object> output(Change change) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", change.path().segments().get(0));
        values(change, change.before().isSecret() || change.after().isSecret(), object);
        return object;
    }

    /** What is a secret now was perhaps written in the open before, and was one all the same. */
    private static void values(Change change, boolean secret, Map<String, Object> object) {
        object.put("before", secret ? masked(change.before()) : change.before());
        object.put("after", secret ? masked(change.after()) : change.after());
        object.put("known", change.isSure());
    }

    private static Object masked(Value value) {
        return value == Missing.ABSENT || !value.isKnown() ? value : Secret.MASK;
    }

    static String problems(List<Problem> problems) {
        var object = new LinkedHashMap<String, Object>();
        object.put("v", VERSION);
        object.put("event", "refused");
        object.put("problems", problems.stream().map(PlanJson::problem).toList());
        return Json.of(object);
    }

    private static Map<String, Object> problem(Problem problem) {
        var object = new LinkedHashMap<String, Object>();
        object.put("what", problem.what());
        where(problem.where(), object);
        object.put("why", problem.why());
        object.put("fix", problem.fix());
        return object;
    }

    private static void where(Origin origin, Map<String, Object> object) {
        if (origin.equals(Origin.NONE)) {
            return;
        }
        Matcher exact = WITH_LINE.matcher(origin.file());
        if (exact.matches()) { // what the compiler says has a column, too
            object.put("file", exact.group(1));
            object.put("line", Integer.valueOf(exact.group(2)));
            object.put("column", origin.line());
        } else {
            object.put("file", origin.file());
            object.put("line", origin.line());
            if (!origin.call().isEmpty()) {
                object.put("call", origin.call());
            }
        }
    }
}
