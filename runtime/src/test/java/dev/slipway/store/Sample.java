package dev.slipway.store;

import dev.slipway.model.Claim;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.Operation;
import dev.slipway.provide.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ordinary entries. */
final class Sample {
    private Sample() {}

    static final LockOwner OWNER = new LockOwner("anna", "trinity", 4711, "slipway up", 1_800_000_000_000L);

    static TaskKey key(int i) {
        return new TaskKey("proxmox.vm", "talos-cp-" + i);
    }

    static Fields inputs(int i) {
        return Fields.of(
                "node",
                "trinity",
                "cores",
                4L,
                "memory",
                8L << 30,
                "name",
                "talos-cp-" + i,
                "disk",
                "ceph:vm-" + i,
                "bridge",
                "vmbr0",
                "tags",
                List.of("talos", "control-plane"));
    }

    static Fields outputs(int i) {
        return Fields.of("address", "10.0.3." + i, "mac", "bc:24:11:00:00:" + i, "vmid", 1000L + i);
    }

    static Entry.Intent intent(int i) {
        return new Entry.Intent(
                Operation.CREATE,
                Hasher.of(new byte[] {(byte) i}).toString(),
                new TaskRecord(
                        key(i), done(i).record().wanted(), TaskResult.expected("", LazyFields.NOTHING, List.of())));
    }

    static Entry.Handle handle(int i) {
        return new Entry.Handle(
                key(i), "UPID:trinity:0012D687:0A3C5A4F:674F1C2A:qmcreate:" + (1000 + i) + ":root@pam!slipway:");
    }

    static Entry.Done done(int i) {
        return done(i, LazyFields.of(inputs(i)), LazyFields.of(outputs(i)));
    }

    static Entry.Done done(int i, LazyFields inputs, LazyFields outputs) {
        Fingerprint result = Hasher.of(outputs.get());
        var wanted = new DesiredState(
                DesiredState.Sort.EFFECT,
                Hasher.of(inputs.get()),
                inputs,
                List.of(),
                i == 0 ? List.of() : List.of(key(i - 1), key(i / 2)),
                TaskOptions.NONE.protect(i % 7 == 0).claims(i % 3 == 0 ? List.of(new Claim("pve/api", 1)) : List.of()),
                new Origin("cluster.main.kts", 20 + i));
        var found = new TaskResult(
                "qemu/" + (1000 + i),
                outputs,
                result,
                Map.of(LookDepth.FULL, new Token(result.toString()), LookDepth.COLLECTION, new Token("running:" + i)),
                List.of(),
                1234);
        return new Entry.Done(new TaskRecord(key(i), wanted, found));
    }

    static List<Entry> step(int i) {
        return List.of(intent(i), handle(i), done(i));
    }

    /** Some of everything that can happen. */
    static List<Entry> story() {
        var story = new ArrayList<Entry>();
        story.addAll(step(0));
        story.add(intent(1));
        story.add(new Entry.Failed(key(1), "403 Forbidden: no VM.Allocate"));
        story.addAll(step(2));
        story.add(new Entry.Moved(key(2), key(3)));
        story.add(new Entry.Gave(Fields.of("address", "10.0.3.3", "keys", List.of("a", "b"))));
        story.add(intent(4));
        story.add(new Entry.Forgot(key(0)));
        story.add(handle(4));
        story.add(done(5, LazyFields.of(inputs(5)), LazyFields.of(Fields.of("text", "large ".repeat(60)))));
        return story;
    }
}
