package dev.slipway.cli;

import dev.slipway.apply.Engine;
import dev.slipway.apply.Outcome;
import dev.slipway.events.Timeline;
import dev.slipway.model.Event;
import dev.slipway.plan.Action;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.project.ResultCache;
import dev.slipway.provide.Schema;
import dev.slipway.store.LockOwner;
import dev.slipway.work.Cancel;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A run that may change something: agreed to, watched, and stopped in two steps. */
final class Run {
    private final Console console;
    private final UpArgs args;
    private final RunTimes times = new RunTimes(new Timeline());
    private volatile boolean asking;
    private volatile boolean interrupted;
    private boolean declined;
    private boolean idle;
    private boolean deleted;
    private String environment = "";
    private Supplier<Optional<ResultCache.Traffic>> traffic = Optional::empty;
    private Consumer<Plan> expecting = plan -> {};
    private Function<? super String, Schema> shapes = kind -> Schema.OPEN;

    Run(Console console, UpArgs args) {
        this.console = console;
        this.args = args;
        if (!args.yes() && !console.asks()) {
            throw ExitException.usage(
                    "no terminal to confirm the plan",
                    "input or output is no terminal",
                    "add --yes, or look first: slipway FILE plan --out FILE.plan, then slipway apply FILE.plan");
        }
    }

    /** Makes an engine that tells somebody what it does, and that can be stopped. */
    interface Engines {
        Engine engine(Consumer<? super Event> events, Cancel cancel);
    }

    int up(VerbContext desk, Options options, String verb) {
        shapes = desk::shape;
        environment = desk.environment();
        traffic = desk.workspace()::traffic;
        return watched(desk::engine, engine -> engine.up(desk.graph(), options, owner(verb), this::agreed));
    }

    /** Applies a plan that was made for an environment. */
    int apply(Engines engines, String made, Function<String, Schema> known, Plan plan, Options options) {
        shapes = known;
        environment = made;
        return watched(
                engines,
                engine -> agreed(plan)
                        ? engine.apply(plan, options, owner("apply"))
                        : new Outcome(java.util.List.of(), plan.outputs(), java.util.List.of(), false));
    }

    /** Names what tells of the remote cache at the end of the run. */
    Run reporting(Supplier<Optional<ResultCache.Traffic>> exchanged) {
        traffic = exchanged;
        return this;
    }

    private int watched(Engines engines, Function<Engine, Outcome> body) {
        var cancel = new Cancel();
        Outcome outcome;
        try (Progress progress = Progress.of(console, args.json());
                Interrupts interrupts =
                        Interrupts.stop(cancel, this::interrupted, this::leave, console.environment())) {
            expecting = progress::expect;
            outcome = body.apply(engines.engine(event -> told(event, progress), cancel));
        }
        traffic.get().ifPresent(this::exchanged);
        if (args.json()) {
            outputs(outcome);
        } else {
            times.line().ifPresent(console::say);
        }
        deleted = outcome.results().stream().anyMatch(Run::isDeleted);
        boolean whole = isWhole(outcome);
        if (interrupted && !whole) {
            return Exit.CANCELLED;
        } else if (declined || !outcome.isGood() && !whole) {
            return Exit.FAILED; // also of a run that has stopped by itself, because it cannot be recorded
        }
        if (!args.json()) {
            Outputs.print(console, outcome.outputs());
        }
        return Exit.DONE;
    }

    /** What came from the remote cache and went to it. Of a run that did not need it, only programs are told. */
    private void exchanged(ResultCache.Traffic all) {
        new ProblemPrinter(console).warnings(all.problems());
        if (args.json()) {
            var object = event("cache");
            object.put("url", all.address());
            object.put("taken", all.taken());
            object.put("sent", all.sent());
            console.say(Json.of(object));
        } else if (all.taken() + all.sent() > 0) {
            console.say("Remote cache " + all.address() + ": " + all.taken()
                    + (all.taken() == 1 ? " result taken, " : " results taken, ") + all.sent() + " sent.");
        }
    }

    private static Map<String, Object> event(String name) {
        var object = new LinkedHashMap<String, Object>();
        object.put("v", 1);
        object.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        object.put("event", name);
        return object;
    }

    /** The last line of a run: what the script gives out, as far as it came about. */
    private void outputs(Outcome outcome) {
        var object = event("outputs");
        object.put("outputs", outcome.outputs());
        console.say(Json.of(object));
    }

    /** Of a run with nothing to do, the plan has said all. */
    private void told(Event event, Progress progress) {
        times.accept(event);
        boolean said = idle
                && !args.json()
                && event instanceof Event.Ended ended
                && ended.problems().isEmpty();
        if (!said) {
            progress.accept(event);
        }
    }

    private boolean agreed(Plan plan) {
        idle = plan.isEmpty();
        if (!args.json()) {
            new PlanView(console, args.all(), false, environment, shapes).show(plan);
            console.flush();
        }
        if (args.yes() || plan.acting().isEmpty()) {
            expecting.accept(plan);
            return true;
        }
        declined = !answered();
        if (declined) {
            console.say("This plan was not applied.");
        }
        expecting.accept(plan);
        return !declined;
    }

    /** Whether nothing was left to do when the run was asked to stop. */
    private static boolean isWhole(Outcome outcome) {
        return outcome.problems().isEmpty()
                && !outcome.results().isEmpty()
                && outcome.count(Outcome.Status.DEFERRED) == 0
                && outcome.results().stream()
                        .filter(result -> result.action().acts())
                        .allMatch(result ->
                                result.status() == Outcome.Status.DONE || result.status() == Outcome.Status.UNCHANGED);
    }

    boolean hasDeleted() {
        return deleted;
    }

    private static boolean isDeleted(Outcome.Result result) {
        return result.action() == Action.DELETE && result.status() == Outcome.Status.DONE;
    }

    private boolean answered() {
        asking = true; // before the question is seen, so that no Ctrl-C at it counts as one during a run
        try {
            if (interrupted) {
                return false; // while the plan was made
            }
            console.out().print("Apply these changes? Type 'yes' to confirm: ");
            console.flush();
            String answer = console.in().readLine();
            return answer != null && answer.strip().equals("yes");
        } catch (IOException e) {
            return false;
        } finally {
            asking = false;
        }
    }

    /** Asked at each Ctrl-C: whether a question waits for its answer. */
    private boolean interrupted() {
        interrupted = true;
        return asking;
    }

    private void leave() {
        console.say("");
        console.say("This plan was not applied.");
        console.flush();
    }

    private static LockOwner owner(String verb) {
        return LockOwner.here("slipway " + verb, Clock.systemUTC());
    }
}
