package dev.slipway.apply;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphBuilder;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Origin;
import dev.slipway.model.Ref;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.store.MemoryStore;
import dev.slipway.store.StateStore;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A script about an {@link Estate}, and whoever runs it. */
final class EstateScript {
    /**
     * A machine as it is declared.
     *
     * @param formerly the name that it had before; empty for none
     */
    record Vm(String name, Fields options, List<String> rules, boolean entered, String formerly) {
        Vm with(String option, Object value) {
            return new Vm(name, options.with(option, Value.of(value)), rules, entered, formerly);
        }

        Vm without(String option) {
            var less = new TreeMap<String, Value>();
            options.entries().forEach(entry -> {
                if (!entry.getKey().equals(option)) {
                    less.put(entry.getKey(), entry.getValue());
                }
            });
            return new Vm(name, new Fields(less), rules, entered, formerly);
        }

        Vm walled(String... all) {
            return new Vm(name, options, List.of(all), entered, formerly);
        }

        Vm entered(boolean on) {
            return new Vm(name, options, rules, on, formerly);
        }

        Vm renamed(String other, boolean moved) {
            return new Vm(other, options, rules, entered, moved ? name : "");
        }

        Vm settled() {
            return new Vm(name, options, rules, entered, "");
        }
    }

    static Vm vm(String name, Object... options) {
        return new Vm(name, Fields.of(options), List.of(), false, "");
    }

    static Graph graph(Vm... machines) {
        return graph(List.of(machines));
    }

    static Graph graph(List<Vm> machines) {
        GraphBuilder builder = Graph.builder();
        for (Vm vm : machines) {
            TaskOptions rules = vm.formerly().isEmpty()
                    ? TaskOptions.NONE
                    : TaskOptions.NONE.formerly(List.of(key("vm", vm.formerly())));
            Fields inputs = vm.options().with("name", Value.of(vm.name()));
            builder.add(new Effect(key("vm", vm.name()), inputs, rules, Origin.NONE));
            var guest = new Ref(key("vm", vm.name()), FieldPath.of("id"));
            if (!vm.rules().isEmpty()) {
                builder.add(new Effect(
                        key("wall", vm.name()),
                        Fields.of("guest", guest, "rules", vm.rules(), "raised", true),
                        TaskOptions.NONE,
                        Origin.NONE));
            }
            if (vm.entered()) {
                builder.add(new Effect(
                        key("entry", vm.name()),
                        Fields.of("guest", guest, "complete", true),
                        TaskOptions.NONE,
                        Origin.NONE));
            }
        }
        return builder.build();
    }

    static TaskKey key(String kind, String name) {
        return new TaskKey("fake." + kind, name);
    }

    /** What the estate holds when it is just as declared. */
    static Map<String, String> declared(List<Vm> machines) {
        var all = new TreeMap<String, String>();
        for (Vm vm : machines) {
            var options = new TreeMap<String, Value>();
            vm.without("id").without("mac").options().entries().forEach(e -> options.put(e.getKey(), e.getValue()));
            options.put("name", Value.of(vm.name()));
            options.putIfAbsent("running", BoolValue.FALSE);
            String is = options.toString();
            is += vm.rules().isEmpty()
                    ? ""
                    : " wall true " + vm.rules().stream().sorted().toList();
            all.put(vm.name(), is + (vm.entered() ? " entry true" : ""));
        }
        return all;
    }

    final Estate estate = new Estate();
    private final StateStore store = new MemoryStore();
    Options options = Options.NORMAL;

    private Engine engine() {
        var rig = new Rig();
        return new Engine(
                store,
                new EngineConfig(
                        estate.registry(),
                        rig.setting().secrets(),
                        rig.cache,
                        rig.root,
                        new TurnedTimer(),
                        rig.threads,
                        new SplittableRandom(1),
                        event -> {}),
                new dev.slipway.work.Cancel());
    }

    Plan plan(List<Vm> machines) {
        return engine().plan(graph(machines), options);
    }

    Plan plan(Vm... machines) {
        return plan(List.of(machines));
    }

    Outcome up(List<Vm> machines) {
        estate.walled.clear();
        machines.forEach(vm -> estate.walled.put(vm.name(), vm.rules().size()));
        return engine().up(graph(machines), options, Rig.OWNER, plan -> true);
    }

    void upOk(List<Vm> machines) {
        Outcome outcome = up(machines);
        if (!outcome.isGood()) {
            throw new AssertionError("problems: " + outcome.problems() + " after " + estate.requests);
        }
    }

    void upOk(Vm... machines) {
        upOk(List.of(machines));
    }

    long id(String name) {
        return estate.named(name).orElseThrow().id;
    }

    String mark(String name) {
        return estate.named(name).orElseThrow().mark;
    }
}
