package dev.slipway.apply;

import static dev.slipway.apply.EstateScript.vm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.apply.EstateScript.Vm;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a script declares and however it changes: when the nth request is refused, or its answer is lost, the next run
 * leaves exactly what is declared, and no machine ever runs without its wall.
 */
class RefusedRequestsTest {
    private static final int SEEDS = 12;
    private static final int STEPS = 4;

    static Stream<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed();
    }

    /** Scripts as they follow each other while somebody works on them. */
    private static final class Work {
        private final Random random;
        private List<Vm> machines = new ArrayList<>();
        private int named;

        Work(int seed) {
            random = new Random(seed);
        }

        List<Vm> next() {
            machines = new ArrayList<>(machines.stream().map(Vm::settled).toList());
            int edits = 1 + random.nextInt(3);
            var untouched = new ArrayList<>(machines);
            for (int edit = 0; edit < edits; edit++) {
                if (untouched.isEmpty() || random.nextInt(4) == 0) {
                    machines.add(fresh());
                } else {
                    Vm one = untouched.remove(random.nextInt(untouched.size()));
                    edit(machines.indexOf(one));
                }
            }
            return List.copyOf(machines);
        }

        private Vm fresh() {
            Vm vm = vm("m" + ++named, "size", 1, "zone", "z", "running", random.nextBoolean());
            vm = random.nextBoolean() ? vm.with("id", 500 + named) : vm;
            vm = random.nextBoolean() ? vm.with("address", "10.0.0." + named) : vm;
            return vm.walled(rules()).entered(random.nextInt(3) == 0);
        }

        private String[] rules() {
            return random.ints(random.nextInt(4), 1, 9)
                    .distinct()
                    .mapToObj(Integer::toString)
                    .toArray(String[]::new);
        }

        private void edit(int at) {
            Vm vm = machines.get(at);
            switch (random.nextInt(11)) {
                case 0 -> machines.remove(at);
                case 1 -> machines.set(at, vm.renamed("m" + ++named, true));
                case 2 -> machines.set(at, vm.renamed("m" + ++named, false));
                case 3 -> machines.set(at, vm.with("zone", "z" + random.nextInt(9)));
                case 4 -> machines.set(at, vm.without("id"));
                case 5 -> machines.set(at, vm.with("id", 700 + ++named));
                case 6 ->
                    machines.set(at, vm.with("running", random.nextBoolean()).walled(rules()));
                case 7 -> machines.set(at, vm.entered(!vm.entered()).with("size", 1 + random.nextInt(9)));
                case 8 -> machines.set(at, vm.with("address", "10.1.0." + ++named));
                case 9 -> machines.set(at, vm.renamed("m" + ++named, true).with("zone", "y" + random.nextInt(9)));
                default -> machines.set(at, vm.walled(rules()));
            }
        }
    }

    private static void isAsDeclared(EstateScript script, List<Vm> machines, String when) {
        assertEquals(EstateScript.declared(machines), script.estate.contents(), when);
        assertEquals(List.of(), script.estate.breaches, when);
        Plan plan = script.plan(machines);
        assertTrue(
                plan.steps().stream().noneMatch(step -> step.action().changesWorld()),
                () -> when + " the next plan has " + plan.acting());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsAsDeclaredAtTheFirstRun(int seed) {
        var script = new EstateScript();
        var work = new Work(seed);
        for (int step = 0; step < 5 * STEPS; step++) {
            List<Vm> machines = work.next();
            script.upOk(machines);
            isAsDeclared(script, machines, "after step " + step + " to " + machines);
            assertTrue(
                    script.plan(machines).acting().stream().noneMatch(s -> s.action() != Action.NOTE),
                    "nothing is left to do");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsAsDeclaredAfterAnyRefusal(int seed) {
        boolean more = true;
        for (int refused = 0; more; refused++) {
            var script = new EstateScript();
            script.estate.refused = refused;
            script.estate.loses = seed % 4 == 3;
            var work = new Work(seed);
            for (int step = 0; step < STEPS; step++) {
                List<Vm> machines = work.next();
                String when = "request " + refused + " in step " + step + " to " + machines;
                boolean good = script.up(machines).isGood();
                more = script.estate.requests.size() > refused;
                if (!good) {
                    script.upOk(machines);
                }
                isAsDeclared(script, machines, when);
            }
        }
    }
}
