package dev.slipway.plan;

import static dev.slipway.plan.Plans.change;
import static dev.slipway.plan.Plans.effect;
import static dev.slipway.plan.Plans.record;
import static dev.slipway.plan.Plans.secret;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Token;
import dev.slipway.store.DesiredState;
import dev.slipway.store.LazyFields;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.TaskResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCodecTest {
    @Test
    void keepsEveryFieldOfAPlan() {
        Plan plan = EveryPlan.plan();
        Plan read = PlanCodec.decode("x", PlanCodec.encode(plan));
        assertSamePlan(plan, read);
        assertArrayEquals(PlanCodec.encode(plan), PlanCodec.encode(read));
        assertEquals(PlanCodec.fingerprint(plan), PlanCodec.fingerprint(read));
    }

    @Test
    void keepsEveryActionAndCause() {
        var plans = new Plans();
        for (Action action : Action.values()) {
            for (Cause cause : Cause.values()) {
                plans.add(Step.of(effect(1, "vm/" + action + cause), 1, action, cause));
            }
        }
        assertSamePlan(plans.plan(), PlanCodec.decode("x", PlanCodec.encode(plans.plan())));
    }

    @Test
    void saysTheSameOfEqualPlansWhateverTheOrderOfMaps() {
        TaskRecord record = record("vm/a", "x", 1);
        var tokens = new LinkedHashMap<LookDepth, Token>();
        tokens.put(LookDepth.FULL, new Token("f1"));
        tokens.put(LookDepth.COLLECTION, new Token("c1"));
        TaskRecord turned = record.knowing(tokens);
        assertArrayEquals(bytes(record), bytes(turned));
        assertNotEquals(
                PlanCodec.fingerprint(of(record)), PlanCodec.fingerprint(of(record("vm/a", "x", 2))), "another record");
    }

    @Test
    void needsNoStoreToBeRead() {
        Fingerprint blob = Hasher.of(new byte[] {1});
        LazyFields resting = LazyFields.at(blob, asked -> Fields.of("manifest", "kind: Pod"));
        TaskRecord record = record("vm/a", "x", 1);
        var big = new TaskRecord(
                record.key(),
                new DesiredState(
                        record.wanted().sort(),
                        record.desired(),
                        resting,
                        record.stamps(),
                        record.needs(),
                        record.rules(),
                        record.origin()),
                new TaskResult(
                        record.id(),
                        resting,
                        record.result(),
                        record.tokens(),
                        record.leftovers(),
                        record.tookMillis()));
        TaskRecord read =
                PlanCodec.decode("x", bytes(big)).steps().get(0).before().orElseThrow();
        assertEquals(Fields.of("manifest", "kind: Pod"), read.declared());
        assertEquals(Fingerprint.ZERO, read.wanted().inputs().blob());
    }

    @Test
    void writesWhatIsEqualOnce() {
        Fields long1 = Fields.of("manifest", "y".repeat(10_000));
        var step = Step.of(effect(1, "vm/a", "manifest", "y".repeat(10_000)), 1, Action.SKIP, Cause.UNCHANGED)
                .from(record("vm/a", long1, long1, List.of()))
                .finding(new ObservedObject("7", long1))
                .producing(long1);
        assertTrue(PlanCodec.encode(new Plans().add(step).plan()).length < 11_000);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] bytes = PlanCodec.encode(EveryPlan.plan());
        for (int length = 0; length < bytes.length; length++) {
            assertRefused(Arrays.copyOf(bytes, length));
        }
        assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] bytes = PlanCodec.encode(EveryPlan.plan());
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(flipped);
        }
    }

    @Test
    void survivesNonsenseBehindARightChecksum() {
        byte[] bytes = PlanCodec.encode(EveryPlan.plan());
        byte[] body = Arrays.copyOfRange(bytes, PlanCodec.HEADER, bytes.length);
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bent = body.clone();
            for (int k = 0; k <= i % 3; k++) {
                bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            }
            try {
                PlanCodec.decode("x", PlanCodec.framed(bent));
            } catch (InvalidInputException refused) {
                assertTrue(refused.getMessage().startsWith("x is damaged"));
            }
        }
    }

    @Test
    void advisesOnANewerFormatAndOnWhatIsNoPlan() {
        byte[] newer = PlanCodec.encode(EveryPlan.plan());
        newer[15] = PlanCodec.VERSION + 1;
        assertEquals("""
                p.slipway was written by a newer Slipway
                  why: its format has version 4, and this Slipway reads up to 3
                  do:  use the newer Slipway, or make the plan again with this one""", refusal(newer));
        assertEquals("""
                p.slipway is not a plan of Slipway
                  why: it does not begin like one
                  do:  name a file that plan --out wrote""", refusal("terraform".getBytes(StandardCharsets.US_ASCII)));
        byte[] torn = PlanCodec.encode(EveryPlan.plan());
        torn[torn.length - 1]++;
        assertEquals("""
                p.slipway is damaged
                  why: it holds bytes that are not those that were written
                  do:  make the plan again, or take the file from a backup""", refusal(torn));
    }

    /** A plan knows secrets by source and digest; a value cannot get in, and this would notice if it did. */
    @Test
    void holdsNoSecretValue() {
        String canary = "hunter2-canary";
        Fingerprint digest = Hasher.of(("key" + canary).getBytes(StandardCharsets.UTF_8));
        var password = new dev.slipway.model.Secret("env:PASSWORD", digest);
        Step step = Step.of(effect(1, "vm/a", "password", password), 1, Action.UPDATE, Cause.CHANGED)
                .changing(List.of(change("password", secret("env:PASSWORD", 1), password)))
                .from(record("vm/a", "password", secret("env:PASSWORD", 1)));
        var text = new String(PlanCodec.encode(new Plans().add(step).plan()), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("env:PASSWORD"));
        assertFalse(text.contains(canary));
        assertFalse(
                PlanText.of(new Plans().add(step).plan(), Detail.ALL).toString().contains(canary));
    }

    @Test
    void isQuickWhenCold() {
        var plans = new Plans();
        for (int i = 0; i < 10_000; i++) {
            Object[] inputs = {"cores", i % 8, "name", "node-" + i, "tags", List.of("a", "b" + i % 3)};
            Step step = Step.of(effect(i, "vm/n" + i, inputs), 1, Action.UPDATE, Cause.CHANGED)
                    .from(record("vm/n" + i, inputs))
                    .changing(List.of(change("cores", i, i + 1)));
            plans.addOn(step, i == 0 ? new int[0] : new int[] {i / 2});
        }
        Plan plan = plans.plan();
        long began = System.nanoTime();
        Plan read = PlanCodec.decode("x", PlanCodec.encode(plan));
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.println("10,000 steps written and read in " + millis + " ms");
        assertEquals(plan.steps(), read.steps());
        assertTrue(millis < 2_000, "took " + millis + " ms");
    }

    @Test
    void goesThroughAFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("p.slipway");
        PlanFile.save(EveryPlan.plan(), file);
        PlanFile.save(EveryPlan.plan(), file);
        assertSamePlan(EveryPlan.plan(), PlanFile.load(file));
        try (var left = Files.list(directory)) {
            assertEquals(List.of(file), left.toList());
        }
        assertThrows(InvalidInputException.class, () -> PlanFile.load(directory.resolve("none")));
        assertThrows(
                InvalidInputException.class, () -> PlanFile.save(EveryPlan.plan(), directory.resolve("no/such/place")));
    }

    private static Plan of(TaskRecord record) {
        return new Plans().add(Plans.skip(effect(1, "vm/a", "x", 1), record)).plan();
    }

    private static byte[] bytes(TaskRecord record) {
        return PlanCodec.encode(of(record));
    }

    private static void assertRefused(byte[] bytes) {
        assertThrows(InvalidInputException.class, () -> PlanCodec.decode("x", bytes));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(InvalidInputException.class, () -> PlanCodec.decode("p.slipway", bytes))
                .getMessage();
    }

    private static void assertSamePlan(Plan plan, Plan read) {
        assertEquals(plan.steps(), read.steps());
        assertEquals(plan.lineage(), read.lineage());
        assertEquals(plan.sequence(), read.sequence());
        assertEquals(plan.pools(), read.pools());
        assertEquals(plan.outputs(), read.outputs());
        for (int i = 0; i < plan.needs().size(); i++) {
            assertArrayEquals(plan.needs().get(i), read.needs().get(i));
        }
    }
}
