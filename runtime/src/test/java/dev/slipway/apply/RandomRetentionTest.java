package dev.slipway.apply;

import static dev.slipway.apply.Rig.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphBuilder;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Protection;
import dev.slipway.model.Ref;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.plan.Options;
import dev.slipway.provide.DataRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For any graph and any change of it: nothing protected is deleted or replaced unless it is released, by whatever way it
 * would be lost; and everything else that is not declared any more, and on which nothing protected is built, is deleted.
 */
class RandomRetentionTest {
    private static final List<Protection> PROTECTIONS = List.of(Protection.BY_KIND, Protection.ON, Protection.OFF);

    static List<Integer> seeds() {
        return IntStream.range(0, 200).boxed().toList();
    }

    /** A thing as a script would declare it, and how the next version of the script treats it. */
    private record Said(String name, Protection protection, Map<String, Fields> parts, List<String> on) {
        boolean isProtected() {
            return protection.covers(parts.values().stream().anyMatch(Said::isData));
        }

        static boolean isData(Fields part) {
            return !part.names().contains("image");
        }

        Effect declared(String as, String zone, Set<String> kept, Set<String> renamed) {
            var entries = new TreeMap<String, Value>();
            entries.put("name", Value.of(name));
            entries.put("zone", Value.of(zone));
            var left = new TreeMap<>(parts);
            left.keySet().retainAll(kept);
            entries.put("parts", new Fields(left));
            for (String need : on) {
                TaskKey now = key(renamed.contains(need) ? need + "-new" : need);
                entries.put("from", new Ref(now, FieldPath.of("address")));
            }
            var rules =
                    TaskOptions.NONE.protection(protection).formerly(as.equals(name) ? List.of() : List.of(key(name)));
            return new Effect(key(as), new Fields(entries), rules, Origin.NONE);
        }
    }

    private static List<Said> things(Random random) {
        var things = new ArrayList<Said>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            var parts = new TreeMap<String, Fields>();
            for (int p = random.nextInt(3); p > 0; p--) {
                parts.put("p" + p, random.nextBoolean() ? Fields.of("size", p) : Fields.of("size", p, "image", "i"));
            }
            Protection protection = PROTECTIONS.get(random.nextInt(PROTECTIONS.size()));
            List<String> on = i == 0 || random.nextInt(3) == 0
                    ? List.of()
                    : List.of(things.get(random.nextInt(i)).name());
            things.add(new Said("n" + i, protection, parts, on));
        }
        return things;
    }

    private static Graph graph(List<Effect> declared) {
        GraphBuilder builder = Graph.builder();
        declared.forEach(builder::add);
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsProtectedStaysAndTheRestGoes(int seed) {
        var random = new Random(seed);
        var rig = new Rig();
        rig.world.data = DataRule.parts("parts", "image");
        List<Said> things = things(random);
        var all =
                things.stream().flatMap(said -> said.parts().keySet().stream()).collect(Collectors.toSet());
        rig.upOk(graph(things.stream()
                .map(said -> said.declared(said.name(), "x", all, Set.of()))
                .toList()));
        Map<String, String> ids = ids(things, rig.world);

        var released = chosen(things, random, 4);
        var replaced = chosen(things, random, 8);
        boolean teardown = random.nextInt(3) == 0;
        var gone = new HashSet<String>(); // who needs something that is not declared cannot be declared
        for (Said said : things) {
            if (random.nextInt(3) == 0 || said.on().stream().anyMatch(gone::contains)) {
                gone.add(said.name());
            }
        }
        var renamed = teardown ? new HashSet<String>() : chosen(things, random, 4);
        var next = new ArrayList<Effect>();
        for (Said said : things) {
            if (!gone.contains(said.name())) {
                String as = renamed.contains(said.name()) ? said.name() + "-new" : said.name();
                var kept = new HashSet<>(all);
                kept.removeIf(part -> random.nextInt(4) == 0);
                next.add(said.declared(as, random.nextInt(9) == 0 ? "y" : "x", kept, renamed));
            }
        }
        replaced.removeAll(gone);
        rig.options = Options.NORMAL
                .release(keys(released, renamed, gone))
                .replace(teardown ? Set.of() : keys(replaced, renamed, gone))
                .teardown(teardown);
        boolean refused = false;
        try {
            rig.upOk(graph(next));
        } catch (InvalidInputException e) {
            refused = true;
            assertTrue(e.getMessage().contains("would be replaced, but it is protected"), e.getMessage());
        }
        Map<String, String> after = ids(things, rig.world);
        for (Said said : things) {
            if (said.isProtected() && !released.contains(said.name())) {
                assertEquals(ids.get(said.name()), after.get(said.name()), said + " is still the same");
            }
            if (said.protection() != Protection.OFF && !released.contains(said.name())) {
                said.parts().forEach((name, part) -> {
                    if (Said.isData(part)) {
                        assertEquals(
                                Value.of(part.whole("size", 0)),
                                rig.world.thing(said.name()).at(FieldPath.of("parts", name, "size")),
                                said + " still has " + name);
                    }
                });
            }
        }
        if (refused) {
            assertEquals(ids, after, "what is refused changes nothing");
            return;
        }
        var staying = new HashSet<String>();
        for (int i = things.size() - 1; i >= 0; i--) { // those that stand on others come later
            Said said = things.get(i);
            boolean declared = !teardown && !gone.contains(said.name());
            boolean kept = said.isProtected() && !released.contains(said.name());
            boolean needed = staying.contains(said.name());
            if (declared || kept || needed) {
                assertTrue(rig.world.has(said.name()), said + " stays");
                staying.addAll(said.on());
            } else {
                assertTrue(!rig.world.has(said.name()), said + " is deleted");
            }
        }
        rig.options = Options.NORMAL.teardown(teardown);
        assertTrue(
                rig.plan(graph(next)).isEmpty(),
                () -> rig.plan(graph(next)).acting().toString());
    }

    private static Set<String> chosen(List<Said> things, Random random, int outOf) {
        var chosen = new HashSet<String>();
        things.stream().filter(said -> random.nextInt(outOf) == 0).forEach(said -> chosen.add(said.name()));
        return chosen;
    }

    /** A thing is named by what it is called now. */
    private static Set<TaskKey> keys(Set<String> names, Set<String> renamed, Set<String> gone) {
        return names.stream()
                .map(name -> key(renamed.contains(name) && !gone.contains(name) ? name + "-new" : name))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> ids(List<Said> things, FakeWorld world) {
        var ids = new TreeMap<String, String>();
        for (Said said : things) {
            if (world.has(said.name())) {
                ids.put(said.name(), world.thing(said.name()).text("id"));
            }
        }
        return ids;
    }
}
