package dev.slipway.plan;

import static dev.slipway.plan.Plans.after;
import static dev.slipway.plan.Plans.change;
import static dev.slipway.plan.Plans.effect;
import static dev.slipway.plan.Plans.key;
import static dev.slipway.plan.Plans.line;
import static dev.slipway.plan.Plans.observe;
import static dev.slipway.plan.Plans.pure;
import static dev.slipway.plan.Plans.record;
import static dev.slipway.plan.Plans.replacing;
import static dev.slipway.plan.Plans.secret;
import static dev.slipway.plan.Plans.skip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.Hasher;
import dev.slipway.model.Missing;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final Missing NONE = Missing.ABSENT;
    private static final String BEFORE = lines(0, "replicas: 3");
    private static final String AFTER = lines(0, "replicas: 5\npaused: true");

    @Test
    void showsEverythingThatCanBeInAPlan() {
        golden("everything", PlanText.of(everything()));
    }

    @Test
    void saysThatNothingIsToBeDone() {
        Plan plan = new Plans()
                .add(skip(effect(1, "vm/a", "x", 1), record("vm/a", "x", 1)))
                .add(skip(effect(2, "vm/b", "x", 1), record("vm/b", "x", 1)))
                .add(Step.of(pure(3, "render/c"), 1, Action.SKIP, Cause.UNCHANGED))
                .plan();
        assertEquals(
                "No changes: checked 2 objects, 1 computation.\n",
                PlanText.of(plan).toString());
        assertEquals("No changes.\n", PlanText.of(new Plans().plan()).toString());
    }

    @Test
    void keepsTenThousandUnsureTasksReadable() {
        var plans = new Plans();
        plans.add(Step.of(effect(1, "image/base", "url", "x"), 1, Action.UPDATE, Cause.CHANGED)
                .changing(List.of(change("url", "w", "x"))));
        for (int i = 0; i < 10_000; i++) {
            plans.addOn(
                    Step.of(effect(2, "task/t" + i, "in", after("image/base", "id")), 1, Action.UPDATE, Cause.UPSTREAM)
                            .changing(List.of(change("in", "7", after("image/base", "id"))))
                            .unsure(),
                    0);
            if (i == 5_000) {
                plans.add(Step.of(effect(3, "task/gone"), 0, Action.DELETE, Cause.REMOVED));
            }
        }
        golden("crowd", PlanText.of(plans.plan()));
        String all = PlanText.of(plans.plan(), Detail.ALL).toString();
        assertTrue(all.contains("task/t7777 "));
        assertEquals(
                10_002,
                all.lines()
                        .filter(line -> line.startsWith("  ~ ") || line.startsWith("  - "))
                        .count());
    }

    @Test
    void neverLosesAnActingEffectFromView() {
        var plans = new Plans();
        for (int i = 0; i < 3_000; i++) {
            plans.add(Step.of(effect(i, "vm/n" + i, "cores", 4), 1, Action.CREATE, Cause.NEW));
            plans.add(Step.of(effect(1, "disk/n" + i), 1, Action.REPLACE, Cause.UPSTREAM)
                    .unsure());
        }
        String text = PlanText.of(plans.plan()).toString();
        for (int i = 0; i < 3_000; i++) {
            assertTrue(text.contains("+ vm/n" + i + " ") && text.contains("± disk/n" + i + " "), "n" + i);
        }
        assertTrue(
                text.endsWith("Plan: 3,000 to create, 3,000 perhaps to replace\n"), text.substring(text.length() - 99));
    }

    @Test
    void showsNoSecretWhereverItHides() {
        var password = secret("env:P", 1);
        Fields declared = Fields.of("auth", Fields.of("user", "root", "password", password), "token", password);
        Task task = new Effect(key("vm/a"), declared, TaskOptions.NONE.drift(Map.of("*", DriftPolicy.ACCEPT)), line(1));
        String canary = "canary";
        Fields told = Fields.of("auth", Fields.of("user", "root", "password", canary), "token", canary);
        var record = record("vm/a", declared, Fields.of("token", "old " + canary), List.of());
        Plan plan = new Plans()
                .add(Step.of(task, 1, Action.UPDATE, Cause.CHANGED)
                        .from(record)
                        .changing(List.of(
                                change("auth.password", canary, password),
                                change("auth.password.deeper", canary, "other " + canary),
                                change("token", password, canary),
                                change("token", NONE, canary),
                                change("token", canary, after("vm/b", "token")),
                                change("keys", List.of(canary), List.of(password)))))
                .add(Step.of(task, 1, Action.NOTE, Cause.DRIFTED).from(record).finding(new ObservedObject("7", told)))
                .add(Step.of(task, 1, Action.ADOPT, Cause.EXISTS)
                        .finding(new ObservedObject("7", told))
                        .changing(Diff.between(told, declared, dev.slipway.provide.Schema.OPEN)))
                .plan();
        golden("secrets", PlanText.of(plan));
        assertFalse(PlanText.of(plan, Detail.ALL).toString().contains(canary));
    }

    @Test
    void doesNotLetTheWorldDriveTheTerminal() {
        Plan plan = new Plans()
                .add(Step.of(effect(1, "vm/a", "x", 1), 1, Action.UPDATE, Cause.DRIFTED)
                        .changing(List.of(change("x", "\u001b[2J\r\u202eevil", "a\tb"), change("\u0007y", 1, 2))))
                .add(Step.of(effect(2, "vm/b"), 1, Action.HOLD, Cause.UNSEEN).noting("\u001b]0;title\u0007\n503"))
                .plan();
        String text = PlanText.of(plan).toString();
        assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c != 0x7f && c != 0x202e)), text);
        assertTrue(text.contains("x: \"\\u001b[2J\\r\\u202eevil\" -> \"a\\tb\""), text);
    }

    @Test
    void keepsToTheWidth() {
        String url = "https://factory.example/image/" + "0123456789abcdef".repeat(8) + "/v1.9.1/metal-amd64.iso";
        Plan plan = new Plans()
                .add(Step.of(effect(1, "vm/a"), 1, Action.UPDATE, Cause.CHANGED)
                        .changing(List.of(
                                change("url", url, url.replace("v1.9.1", "v1.10.0")),
                                change("list", 1, List.of("a".repeat(300))),
                                change("text", "x", "y".repeat(5000)))))
                .plan();
        String text = PlanText.of(plan).toString();
        assertTrue(text.contains("v1.9.1") && text.contains("v1.10.0"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 110), text);
        assertTrue(PlanText.of(plan, Detail.ALL).toString().contains("y".repeat(5000)));
    }

    @Test
    void showsPartsOneByOneAndNotHowAResourceIsReached() {
        var shape = Schema.of(
                        Map.of("marked", Schema.Field.of(Schema.Type.TRUTH).internal("its tag is missing")))
                .reachedBy("proxmox");
        Fields inputs = Fields.of(
                "proxmox",
                Map.of("endpoint", "https://10.0.3.11:8006"),
                "marked",
                true,
                "tags",
                List.of(),
                "disks",
                Map.of("root", Map.of("size", 20L << 30, "storage", "fast"), "data", Map.of("size", 100L << 30)),
                "nics",
                List.of(Map.of("bridge", "vmbr0", "vlan", 3), Map.of("bridge", "vmbr1")));
        var machine = new Effect(key("vm/a"), inputs, TaskOptions.NONE, line(1));
        Plan plan = new Plans()
                .add(Step.of(machine, 1, Action.CREATE, Cause.NEW))
                .add(Step.of(effect(2, "vm/b"), 1, Action.UPDATE, Cause.DRIFTED)
                        .from(record("vm/b", "marked", true))
                        .changing(List.of(
                                change("marked", false, true).asDrift(),
                                change("rules", List.of(Map.of("port", 80)), List.of(Map.of("port", 443)))
                                        .asDrift())))
                .plan();
        golden("parts", PlanText.of(plan, Detail.NORMAL.shaped(kind -> shape)));
    }

    private static Plan everything() {
        TaskOptions createFirst = TaskOptions.NONE.createFirst(true);
        var plans = new Plans();
        plans.add(skip(effect(1, "net/lan", "cidr", "10.0.0.0/24"), record("net/lan", "cidr", "10.0.0.0/24")))
                .add(Step.of(pure(2, "render/config", "template", "t"), 1, Action.RUN, Cause.CHANGED)
                        .changing(List.of(change("template", BEFORE, AFTER)))
                        .producing(Fields.of("yaml", "x")))
                .add(Step.of(
                        effect(4, "vm/cp-1", "cores", 4, "password", secret("env:P", 1), "ip", after("net/dhcp", "ip")),
                        1,
                        Action.CREATE,
                        Cause.NEW))
                .add(Step.of(effect(9, "vm/cp-2", "cores", 8), 1, Action.UPDATE, Cause.CHANGED)
                        .from(record("vm/cp-2", "cores", 4))
                        .changing(List.of(
                                change("cores", 4, 8),
                                change("note", NONE, "main"),
                                change("gone", true, NONE),
                                change("manifest", BEFORE, AFTER),
                                change("password", secret("env:P", 1), secret("env:P", 2)),
                                change("file", content(1), content(2)),
                                change("tags", List.of("a", "b"), List.of("b", "c")),
                                change("memory", 4096, 8192).asDrift(),
                                change("config", "old", after("render/config", "yaml")))))
                .add(Step.of(effect(12, createFirst, "vm/cp-3", "image", "b"), 1, Action.REPLACE, Cause.CHANGED)
                        .from(record("vm/cp-3", "image", "a"))
                        .changing(List.of(replacing("image", "a", "b"))))
                .add(Step.of(effect(12, "vm/cp-3"), 1, Action.DELETE, Cause.LEFTOVER)
                        .deletingLeftover("object-cp-3"))
                .add(Step.of(effect(14, "vm/cp-4", "cores", 4), 1, Action.UPDATE, Cause.DRIFTED)
                        .from(record("vm/cp-4", "cores", 4))
                        .changing(List.of(change("cores", 16, 4).asDrift())))
                .add(Step.of(effect(15, "vm/cp-5", "cores", 4), 1, Action.CREATE, Cause.VANISHED)
                        .from(record("vm/cp-5", "cores", 4)))
                .add(accepted())
                .add(Step.of(effect(17, "dns/api", "name", "api"), 1, Action.ADOPT, Cause.EXISTS)
                        .finding(new ObservedObject("rec-12", Fields.of("name", "api")))
                        .changing(List.of(change("ttl", 60, 300))))
                .add(Step.of(effect(18, "vm/new-name"), 1, Action.NOTE, Cause.MOVED)
                        .moving(key("vm/old-name")))
                .add(Step.of(effect(19, "vm/kept"), 1, Action.NOTE, Cause.REMEMBERED)
                        .noting("protection changes"))
                .add(Step.of(effect(19, "vm/upgraded", "cores", 2), 2, Action.NOTE, Cause.REMEMBERED)
                        .from(record("vm/upgraded", "cores", 2)))
                .add(Step.of(effect(19, "vm/touched", "cores", 2), 2, Action.NOTE, Cause.REMEMBERED)
                        .from(record("vm/touched", "cores", 2))
                        .finding(new ObservedObject("rec-19", Fields.of("cores", 2, "uptime", 9))))
                .add(Step.of(effect(19, "vm/theirs", "cores", 2), 1, Action.NOTE, Cause.REMEMBERED)
                        .from(record("vm/theirs", "cores", 1)))
                .add(Step.of(effect(20, "vm/worker-9"), 0, Action.DELETE, Cause.REMOVED)
                        .from(record("vm/worker-9", "cores", 2)))
                .add(Step.of(pure(21, "render/old"), 0, Action.FORGET, Cause.REMOVED))
                .add(Step.of(observe(22, "probe/pool"), 1, Action.READ, Cause.UPSTREAM))
                .add(Step.of(
                        pure(23, "fan/workers", "over", after("probe/pool", "nodes")),
                        0,
                        Action.DEFER,
                        Cause.UNEXPANDED))
                .add(Step.of(effect(25, "lb/api"), 0, Action.DEFER, Cause.UNEXPANDED)
                        .noting("it needs fan/workers"))
                .add(Step.of(effect(26, "vm/far"), 1, Action.HOLD, Cause.UNSEEN)
                        .noting("pve-2 does not answer; check the network"))
                .add(Step.of(effect(27, "vm/extra"), 1, Action.UPDATE, Cause.CHANGED)
                        .leftOut())
                .add(Step.of(effect(27, "vm/data"), 1, Action.DELETE, Cause.REMOVED)
                        .kept(Cause.PROTECTED, "it holds data: disks.data"))
                .add(Step.of(effect(27, "pool/vm"), 1, Action.DELETE, Cause.REMOVED)
                        .kept(Cause.NEEDED, "vm/data, which stays, is built on it"))
                .add(Step.of(
                                new Pure(
                                        key("build/image"),
                                        Fields.NONE,
                                        List.of("out/disk.raw"),
                                        TaskOptions.NONE,
                                        line(28)),
                                1,
                                Action.RUN,
                                Cause.OUTPUT_LOST)
                        .noting("the file out/disk.raw"))
                .add(Step.of(effect(30, "node/x", "ip", after("vm/cp-1", "ip")), 1, Action.UPDATE, Cause.UPSTREAM)
                        .changing(List.of(change("ip", "10.0.0.9", after("vm/cp-1", "ip"))))
                        .unsure());
        return plans.plan();
    }

    private static Step accepted() {
        Task task = new Effect(
                key("vm/cp-6"),
                Fields.of("cores", 4, "tags", "x", "size", 1),
                TaskOptions.NONE.drift(Map.of("cores", DriftPolicy.ACCEPT, "tags", DriftPolicy.IGNORE)),
                line(16));
        return Step.of(task, 1, Action.NOTE, Cause.DRIFTED)
                .from(record("vm/cp-6", "cores", 4, "tags", "x", "size", 1))
                .finding(new ObservedObject("object-cp-6", Fields.of("cores", 6, "tags", "y", "size", 1, "uptime", 9)));
    }

    private static FileContent content(int version) {
        return new FileContent("conf/talos.yaml", Hasher.of(new byte[] {(byte) version}));
    }

    private static String lines(int from, String middle) {
        return IntStream.range(from, from + 6).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining())
                + middle
                + "\nend\nend of all\n";
    }

    private static void golden(String name, PlanText text) {
        Golden.assertMatches(Path.of("src/test/golden/plan/" + name + ".txt"), text.toString());
    }
}
