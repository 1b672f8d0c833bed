package dev.slipway.apply;

import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.Event;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.Pure;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.provide.Failure;
import dev.slipway.store.Entry;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Cancel;
import dev.slipway.work.CancelledException;
import dev.slipway.work.ErrorText;
import dev.slipway.work.Gate;
import dev.slipway.work.PrioritizedGate;
import dev.slipway.work.Scheduler;
import dev.slipway.work.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Interprets a plan. It decides nothing: what is to be done stands in the plan, and what turns out not to be necessary is
 * left undone.
 *
 * <ul>
 *   <li>A step starts when everything that it needs is done, the most critical first.
 *   <li>An intent is durable before the world is touched. It is written while the step still waits for its turn, so that
 *       durability costs a run little time.
 *   <li>A step that fails takes down what needs it, and nothing else.
 *   <li>At the end everything is durable before anybody is told that it is done.
 * </ul>
 */
public final class Applier {
    private final ApplyContext round;
    private final Cancel cancel;
    private final Consumer<? super Event> events;
    private final Gate flights;
    private final TopologicalOrder order;
    private final long[] urgency;
    private final int parallelism;
    private final Outcome.Status[] statuses;
    private final long[] millis;
    private final List<Problem> problems = new ArrayList<>();

    Applier(ApplyContext round, Cancel cancel, int parallelism, Consumer<? super Event> events) {
        this.round = round;
        this.cancel = cancel;
        this.events = events;
        this.parallelism = parallelism;
        this.flights = round.caller.flights(parallelism);
        this.order = round.plan.order();
        this.urgency = Estimates.urgency(round.plan, order);
        this.statuses = new Outcome.Status[round.plan.steps().size()];
        this.millis = new long[statuses.length];
    }

    Outcome apply() {
        Plan plan = round.plan;
        var scheduler = new Scheduler(
                order,
                urgency,
                Scheduler.ahead(parallelism),
                plan.pools(),
                i -> plan.steps().get(i).action().acts()
                        ? plan.steps().get(i).task().rules().claims()
                        : List.of());
        new Walk(order, scheduler, new Visits(), cancel).run();
        Fields outputs = outputs();
        remember(outputs);
        return outcome(outputs);
    }

    /** Nobody is told that something is done before it would survive a power cut. */
    private void remember(Fields outputs) {
        try {
            round.gave(outputs, problems.isEmpty() && !cancel.draining());
            round.allDurable().toCompletableFuture().join();
        } catch (RuntimeException e) {
            if (ErrorText.cause(e) instanceof InvalidInputException refused) {
                problems.addAll(refused.problems());
            } else {
                problems.add(new Problem(
                        "what was done could not be remembered",
                        Origin.NONE,
                        ErrorText.of(e).why(),
                        "run again: what is in doubt is settled first"));
            }
        }
    }

    private Outcome outcome(Fields outputs) {
        var results = new ArrayList<Outcome.Result>(statuses.length);
        for (int i = 0; i < statuses.length; i++) {
            results.add(result(i));
        }
        return new Outcome(results, outputs, problems, cancel.draining());
    }

    private Outcome.Result result(int i) {
        Step step = round.plan.steps().get(i);
        Outcome.Status status = statuses[i] == null ? Outcome.Status.NOT_STARTED : statuses[i];
        return new Outcome.Result(step.key(), step.action(), status, millis[i]);
    }

    /** One that did not come about as promised is a problem, and no reason to keep silent about all that was done. */
    private Fields outputs() {
        var filling = new Substitution(round::produced);
        var outputs = new TreeMap<String, Value>();
        round.plan.outputs().entries().forEach(output -> {
            try {
                outputs.put(output.getKey(), filling.fillWhatIsKnown(output.getValue()));
            } catch (Failure e) {
                problems.add(new Problem(
                        "the output '" + output.getKey() + "' is missing", Origin.NONE, e.getMessage(), e.fix()));
            }
        });
        return new Fields(outputs);
    }

    private final class Visits implements Walk.Visitor {
        @Override
        public @Nullable CompletionStage<Boolean> visit(int i) {
            Step step = round.plan.steps().get(i);
            switch (step.action()) {
                case SKIP -> {
                    stand(step);
                    statuses[i] = isExcluded(step) ? Outcome.Status.EXCLUDED : Outcome.Status.UNCHANGED;
                    return null;
                }
                case DEFER -> {
                    statuses[i] = Outcome.Status.DEFERRED;
                    return null;
                }
                case HOLD -> {
                    failed(i, step, new Failure.Rejected(step.note(), ""));
                    return CompletableFuture.completedFuture(false);
                }
                default -> {
                    return begin(i, step);
                }
            }
        }

        private static boolean isExcluded(Step step) {
            return step.heldBack().isPresent() && !step.isKept();
        }

        @Override
        public void blocked(int i, int by) {
            Step step = round.plan.steps().get(i);
            if (step.action().acts() && statuses[by] != null) {
                statuses[i] = Outcome.Status.BLOCKED;
                events.accept(
                        new Event.Blocked(step.key(), round.plan.steps().get(by).key()));
            }
        }

        @Override
        public void threw(int i, Throwable error) {
            failed(i, round.plan.steps().get(i), error);
        }
    }

    /** Nothing to do; but a look may have brought a token that makes the next look cheaper. */
    private void stand(Step step) {
        step.before().ifPresent(record -> {
            Optional<TaskRecord> now = round.record(step.key());
            // What it is built on may have moved in this run, of which the plan's record knows nothing.
            TaskRecord fresh = now.filter(known -> !known.needs().equals(record.needs()))
                    .map(known -> record.standing(known.needs(), known.rules()))
                    .orElse(record);
            if (!now.equals(Optional.of(fresh)) && step.heldBack().isEmpty()) {
                round.append(new Entry.Done(fresh));
            }
            round.came(step.key(), record.produced());
        });
        step.produced().ifPresent(outputs -> round.came(step.key(), outputs));
    }

    private CompletionStage<Boolean> begin(int i, Step step) {
        long began = System.nanoTime();
        events.accept(new Event.Started(step.key(), step.action().word()));
        return carryOut(i, step).handle((end, error) -> {
            millis[i] = (System.nanoTime() - began) / 1_000_000;
            if (error != null && ErrorText.cause(error) instanceof CancelledException) {
                return false;
            } else if (error != null) {
                failed(i, step, error);
                return false;
            }
            statuses[i] = end == StepEnd.UNCHANGED ? Outcome.Status.UNCHANGED : Outcome.Status.DONE;
            events.accept(new Event.Finished(
                    step.key(),
                    end.word(step.action()),
                    Duration.ofNanos(System.nanoTime() - began),
                    end == StepEnd.UNCHANGED));
            return true;
        });
    }

    private CompletionStage<StepEnd> carryOut(int i, Step step) {
        if (step.action() == Action.FORGET) {
            round.append(new Entry.Forgot(step.key()));
            return CompletableFuture.completedFuture(StepEnd.DONE);
        }
        PrioritizedGate flight = flights.passage(urgency[i]);
        if (step.task() instanceof Pure) {
            return new PureRun(round, i, step, flight).run();
        } else if (step.task() instanceof Observe observe) {
            return look(flight, observe, round.inputs(step)).thenApply(StepEnd::of);
        }
        return new EffectRun(round, i, step, flight).run().thenApply(StepEnd::of);
    }

    private CompletionStage<Boolean> look(PrioritizedGate flight, Observe task, Fields inputs) {
        return round.caller
                .longLook(
                        flight,
                        task.key(),
                        task.rules(),
                        ticket -> round.registry.probe(task.key().kind()).probe(inputs, ticket))
                .thenApply(seen -> {
                    round.came(task.key(), seen);
                    return false;
                });
    }

    private void failed(int i, Step step, Throwable error) {
        statuses[i] = Outcome.Status.FAILED;
        ErrorText reason = ErrorText.of(error);
        var problem = new Problem(
                step.key() + " could not be " + done(step.action()), step.origin(), reason.why(), reason.fix());
        synchronized (problems) {
            problems.add(problem);
        }
        events.accept(new Event.Failed(step.key(), step.action().word(), problem));
    }

    private static String done(Action action) {
        return switch (action) {
            case RUN -> "computed";
            case READ, HOLD -> "looked at";
            case CREATE -> "created";
            case UPDATE -> "updated";
            case REPLACE -> "replaced";
            case DELETE -> "deleted";
            case ADOPT -> "adopted";
            default -> "carried out";
        };
    }
}
