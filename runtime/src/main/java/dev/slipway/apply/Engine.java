package dev.slipway.apply;

import dev.slipway.graph.Graph;
import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Pool;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.observe.ConnectionRefresh;
import dev.slipway.observe.IntentRecovery;
import dev.slipway.observe.LocalFiles;
import dev.slipway.observe.Observations;
import dev.slipway.observe.Observer;
import dev.slipway.plan.Onlooker;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Planner;
import dev.slipway.store.Entry;
import dev.slipway.store.LockOwner;
import dev.slipway.store.Snapshot;
import dev.slipway.store.StateStore;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.Writer;
import dev.slipway.work.Caller;
import dev.slipway.work.Cancel;
import dev.slipway.work.CancelledException;
import dev.slipway.work.Gates;
import dev.slipway.work.RetryPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The whole pipe: settle → observe → plan → apply → record. Each verb of the command line is a prefix or a variant of it.
 */
public final class Engine {
    private final StateStore store;
    private final EngineConfig setting;
    private final Cancel cancel;

    public Engine(StateStore store, EngineConfig setting, Cancel cancel) {
        this.store = store;
        this.setting = setting.telling(safely(setting.events()));
        this.cancel = cancel;
        cancel.tell(this.setting.events());
    }

    /** Whoever listens must not change what happens, nor keep others from hearing of it. */
    private static Consumer<Event> safely(Consumer<? super Event> listener) {
        return event -> {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // there is nobody left to tell
            }
        };
    }

    /** What would be done. Takes no lock and changes nothing, here or in the world. */
    public Plan plan(Graph graph, Options options) {
        return plan(graph, store.read(), options);
    }

    /** The same with what is remembered, for callers that have read it while they found the graph. */
    public Plan plan(Graph graph, Snapshot snapshot, Options options) {
        store.writer().map(Writer::busy).ifPresent(setting.events());
        var onlooker = Onlooker.at(store, snapshot);
        try {
            return new Stage(graph.pools(), options, rules(graph)).plan(graph, snapshot, onlooker);
        } catch (InvalidInputException e) {
            if (store.writer().isPresent() || !onlooker.hasMoved()) {
                throw e;
            }
            return plan(graph, options); // a run has ended meanwhile
        }
    }

    /**
     * Plans, asks, applies. What could be decided only after something was done is planned and asked again.
     *
     * @param agreed shown each plan; false ends the run there
     */
    public Outcome up(Graph graph, Options options, LockOwner owner, Predicate<? super Plan> agreed) {
        return locked(
                owner, session -> rounds(session, new Stage(graph.pools(), options, rules(graph)), graph, agreed));
    }

    /** What was done is told, also when the state cannot be closed properly after it. */
    private Outcome locked(LockOwner owner, Function<StateStore.Session, Outcome> work) {
        var outcomes = new ArrayList<Outcome>();
        try (var session = store.lock(owner, setting.events())) {
            outcomes.add(work.apply(session));
        } catch (InvalidInputException e) {
            if (outcomes.isEmpty()) {
                throw e;
            }
            outcomes.add(Outcomes.refused(outcomes.get(0), e));
        }
        return ended(Outcomes.joined(outcomes, outcomes.get(0).cancelled()));
    }

    private Outcome rounds(StateStore.Session session, Stage stage, Graph graph, Predicate<? super Plan> agreed) {
        var rounds = new ArrayList<Outcome>();
        try {
            Snapshot snapshot = stage.settle(session);
            for (boolean more = true; more; ) {
                Plan plan = stage.plan(graph, snapshot, Onlooker.NONE);
                if (!agreed.test(plan)) {
                    break;
                }
                ApplyContext round = stage.round(plan, session, snapshot);
                rounds.add(stage.apply(round, session));
                more = plan.hasDeferred()
                        && !plan.acting().isEmpty()
                        && rounds.get(rounds.size() - 1).isGood();
                if (more) {
                    snapshot = round.snapshot();
                    stage.acted(plan);
                }
            }
        } catch (CancelledException e) {
            return Outcomes.joined(rounds, true);
        } catch (InvalidInputException e) {
            if (rounds.isEmpty()) {
                throw e;
            }
            rounds.add(Outcomes.refused(rounds.get(rounds.size() - 1), e));
        }
        return Outcomes.joined(rounds, cancel.draining());
    }

    /** Applies a plan that was made before, if it still holds. */
    public Outcome apply(Plan plan, Options options, LockOwner owner) {
        return locked(owner, session -> {
            var stage = new Stage(plan.pools(), options, rules(plan));
            Snapshot snapshot = stage.settle(session);
            PlanValidity.check(plan, snapshot, setting.secrets(), setting.registry());
            return stage.apply(stage.round(plan, session, snapshot), session);
        });
    }

    private static Function<TaskKey, Optional<TaskOptions>> rules(Graph graph) {
        return key -> {
            int i = graph.indexOf(key);
            return i < 0 ? Optional.empty() : Optional.of(graph.task(i).rules());
        };
    }

    private static Function<TaskKey, Optional<TaskOptions>> rules(Plan plan) {
        var index = plan.index();
        return key -> Optional.ofNullable(index.get(key))
                .map(i -> plan.steps().get(i).task().rules());
    }

    private Outcome ended(Outcome outcome) {
        setting.events()
                .accept(new Event.Ended(
                        (int) outcome.count(Outcome.Status.DONE),
                        (int) outcome.count(Outcome.Status.UNCHANGED),
                        (int) outcome.count(Outcome.Status.EXCLUDED),
                        (int) outcome.count(Outcome.Status.FAILED),
                        (int) outcome.count(Outcome.Status.BLOCKED),
                        outcome.problems()));
        return outcome;
    }

    /** The parts of one run. What was seen in it is not looked at again. */
    private final class Stage {
        private final Caller caller;
        private final LocalFiles files;
        private final Planner planner;
        private final Map<TaskKey, dev.slipway.observe.Observation> seen = new HashMap<>();
        private final List<Pool> pools;
        private final Function<TaskKey, Optional<TaskOptions>> declared;
        private Options options;
        private boolean observed;

        Stage(List<Pool> pools, Options options, Function<TaskKey, Optional<TaskOptions>> declared) {
            this.pools = pools;
            this.declared = declared;
            this.options = options;
            this.files =
                    new LocalFiles(setting.root(), digest -> setting.secrets().digest(digest.toString()));
            this.caller = new Caller(
                    new Gates(pools, setting.executor()),
                    setting.timer(),
                    new RetryPolicy(setting.random()),
                    setting.secrets(),
                    cancel,
                    setting.executor(),
                    setting.registry()::deadlines,
                    setting.events());
            this.planner = new Planner(setting.registry(), caller, cancel, files, setting.cache(), setting.events());
        }

        /** As declared; of what is declared no longer, as it was when it was last applied. */
        private Function<TaskKey, TaskOptions> rules(Snapshot snapshot) {
            return key -> declared.apply(key)
                    .or(() -> snapshot.record(key).map(TaskRecord::rules))
                    .or(() -> Optional.ofNullable(snapshot.doubts().get(key))
                            .map(open -> open.intent().next().rules()))
                    .orElse(TaskOptions.NONE);
        }

        Snapshot settle(StateStore.Session session) {
            Snapshot snapshot = session.snapshot();
            List<Entry> entries = settling(session).settle(snapshot, rules(snapshot));
            entries.forEach(session.journal()::append);
            return snapshot.plus(entries);
        }

        private IntentRecovery settling(StateStore.Session session) {
            return new IntentRecovery(setting.registry(), caller, setting.events(), session);
        }

        Plan plan(Graph graph, Snapshot found, Onlooker onlooker) {
            Snapshot snapshot = ConnectionRefresh.asDeclared(found, graph, setting.registry());
            if (!observed && !options.offline()) {
                observed = true;
                files.lookAhead(snapshot.records().values(), setting.executor());
                seen.putAll(
                        new Observer(setting.registry(), caller, cancel, options.parallelism(), pools, setting.events())
                                .observe(List.copyOf(snapshot.records().values()), options.look(), rules(snapshot))
                                .observations());
            }
            return planner.plan(graph, snapshot, new Observations(seen), options, onlooker);
        }

        /** What was acted on is as the record says; looking again would only cost, and replacing it again more. */
        void acted(Plan plan) {
            plan.acting().forEach(step -> seen.remove(step.key()));
            var replace = new HashSet<>(options.replace());
            plan.acting().forEach(step -> replace.remove(step.key()));
            options = options.replace(replace);
        }

        ApplyContext round(Plan plan, StateStore.Session session, Snapshot snapshot) {
            return new ApplyContext(
                    plan,
                    setting.registry(),
                    caller,
                    settling(session),
                    files,
                    setting.cache(),
                    session.journal(),
                    cancel,
                    snapshot);
        }

        Outcome apply(ApplyContext round, StateStore.Session session) {
            var steps = new Steps(session, round.plan.acting().size(), setting.events());
            return new Applier(round, cancel, options.parallelism(), steps).apply();
        }
    }
}
