package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.Operation;
import dev.slipway.provide.PlannedStep;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.ssh.Remote;
import dev.slipway.ssh.RevertTimer.Reach;
import dev.slipway.ssh.RevertTimer.Revert;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Services of systemd: running or not, started at boot or not, and started anew when what they read has changed. */
public final class HostServices implements BatchedResource {
    private static final String READ = "systemctl is-active \"$1\"; systemctl is-enabled \"$1\" 2>&1; exit 0";

    /** Of such it is not for us to say whether they start with the host. */
    private static final Set<String> FIXED = Set.of("static", "indirect", "generated", "transient");

    private static final List<String> ACTIVE = List.of("active", "activating", "reloading");
    private static final List<String> ENABLED = List.of("enabled", "enabled-runtime", "alias");

    private final Hosts hosts;
    private final BatchedRead glance;

    public HostServices(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new BatchedRead(hosts, READ, inputs -> List.of(inputs.text("name")));
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public BatchedRead glance() {
        return glance;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "host", Field.of(Schema.Type.FIELDS).mandatory(),
                        "name", Field.of(Schema.Type.TEXT).mandatory().replacing(),
                        "running", Field.of(Schema.Type.TRUTH).mandatory(),
                        "enabled", Field.of(Schema.Type.TRUTH).mandatory(),
                        "reads", Field.of(Schema.Type.ITEMS)))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return StateResource.read(subject, () -> found(subject.inputs(), ticket));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            apply(desired, "start", ticket);
            return seen(desired, ticket);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        boolean readsAnew = !subject.inputs().get("reads").equals(desired.get("reads"));
        return Blocking.stage(() -> {
            apply(desired, readsAnew ? "restart" : "start", ticket);
            return seen(desired, ticket);
        });
    }

    /** A service whose line is gone is left as it is. */
    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        ticket.say("leaves the service as it is");
        return CompletableFuture.completedFuture(null);
    }

    private void apply(Fields desired, String start, CallContext ticket) throws IOException {
        String enable = desired.get("enabled") == BoolValue.TRUE ? "enable" : "disable";
        String run = desired.get("running") == BoolValue.TRUE ? start : "stop";
        var undo = AccessGuard.Undo.ofService(desired.text("name"), change -> back(change, desired, run, ticket));
        hosts.guard()
                .around(
                        desired,
                        ticket,
                        undo,
                        () -> hosts.change(
                                desired,
                                ticket,
                                "systemctl daemon-reload && systemctl \"$2\" \"$1\" && systemctl \"$3\" \"$1\"",
                                desired.text("name"),
                                enable,
                                run));
    }

    @Override
    public CompletionStage<List<Obstacle>> foresee(List<PlannedStep> steps, CallContext ticket) {
        var changing =
                steps.stream().filter(step -> step.act() != Operation.DELETE).toList();
        return hosts.guard().announced(changing, ticket, inputs -> AccessChange.ofService(inputs.text("name")));
    }

    /**
     * What brings the service back to what it is now. Its files are proven only by a service that has read them: one that runs
     * already and is merely to run has not.
     */
    private Revert back(AccessChange change, Fields desired, String run, CallContext ticket) {
        List<String> lines = glance.at(desired, ticket).lines().toList();
        String enabled = lines.size() > 1 ? lines.get(1) : "";
        String name = Remote.quoted(desired.text("name"));
        boolean isActive = !lines.isEmpty() && ACTIVE.contains(lines.get(0));
        String boot = FIXED.contains(enabled)
                ? ""
                : "systemctl " + (ENABLED.contains(enabled) ? "enable " : "disable ") + name + "\n";
        boolean reads = run.equals("restart") || (run.equals("start") && !isActive);
        return new Revert(
                change.timer(),
                List.of(),
                "systemctl daemon-reload\n" + boot + "systemctl " + (isActive ? "restart " : "stop ") + name,
                reads ? Reach.ALL : Reach.KEEP);
    }

    private ObservedObject seen(Fields inputs, CallContext ticket) {
        return found(inputs, ticket)
                .orElseThrow(() -> new Failure.Rejected(
                        Hosts.host(inputs) + " has no service '" + inputs.text("name") + "'",
                        "install what brings it, and say that this comes after it"));
    }

    private Optional<ObservedObject> found(Fields inputs, CallContext ticket) {
        String name = inputs.text("name");
        String printed = glance.at(inputs, ticket);
        List<String> lines = printed.lines().toList();
        String enabled = lines.size() > 1 ? lines.get(1) : "";
        if (enabled.contains("not-found") || enabled.contains("No such file")) {
            return Optional.empty();
        }
        boolean runs = ACTIVE.contains(lines.get(0));
        boolean starts = FIXED.contains(enabled) ? inputs.get("enabled") == BoolValue.TRUE : ENABLED.contains(enabled);
        var fields = Fields.of("name", name, "running", runs, "enabled", starts);
        var seen = new ObservedObject(Hosts.host(inputs) + ":" + name, fields);
        return Optional.of(seen.with(LookDepth.COLLECTION, BatchedRead.token(printed, ticket)));
    }
}
