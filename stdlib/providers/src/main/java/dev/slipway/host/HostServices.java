package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.model.Truth;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Services of systemd: running or not, started at boot or not, and started anew when what they read has changed. */
public final class HostServices implements Crowd {
    private static final String READ = "systemctl is-active \"$1\"; systemctl is-enabled \"$1\" 2>&1; exit 0";

    /** Of such it is not for us to say whether they start with the host. */
    private static final Set<String> FIXED = Set.of("static", "indirect", "generated", "transient");

    private final Hosts hosts;
    private final Glance glance;

    public HostServices(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new Glance(hosts, READ, inputs -> List.of(inputs.text("name")));
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public Glance glance() {
        return glance;
    }

    @Override
    public Shape shape() {
        return Shape.of(Map.of(
                        "host", Field.of(Shape.Type.FIELDS).mandatory(),
                        "name", Field.of(Shape.Type.TEXT).mandatory().replacing(),
                        "running", Field.of(Shape.Type.TRUTH).mandatory(),
                        "enabled", Field.of(Shape.Type.TRUTH).mandatory(),
                        "reads", Field.of(Shape.Type.ITEMS)))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return States.read(subject, () -> found(subject.inputs(), ticket));
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            apply(desired, "start", ticket);
            return seen(desired, ticket);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        boolean readsAnew = !subject.inputs().get("reads").equals(desired.get("reads"));
        return Blocking.stage(() -> {
            apply(desired, readsAnew ? "restart" : "start", ticket);
            return seen(desired, ticket);
        });
    }

    /** A service whose line is gone is left as it is. */
    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        ticket.say("leaves the service as it is");
        return CompletableFuture.completedFuture(null);
    }

    private void apply(Fields desired, String start, Ticket ticket) {
        String enable = desired.get("enabled") == Truth.TRUE ? "enable" : "disable";
        String run = desired.get("running") == Truth.TRUE ? start : "stop";
        hosts.change(
                desired,
                ticket,
                "systemctl daemon-reload && systemctl \"$2\" \"$1\" && systemctl \"$3\" \"$1\"",
                desired.text("name"),
                enable,
                run);
    }

    private Seen seen(Fields inputs, Ticket ticket) {
        return found(inputs, ticket)
                .orElseThrow(() -> new Failure.Rejected(
                        Hosts.host(inputs) + " has no service '" + inputs.text("name") + "'",
                        "install what brings it, and say that this comes after it"));
    }

    private Optional<Seen> found(Fields inputs, Ticket ticket) {
        String name = inputs.text("name");
        String printed = glance.at(inputs, ticket);
        List<String> lines = printed.lines().toList();
        String enabled = lines.size() > 1 ? lines.get(1) : "";
        if (enabled.contains("not-found") || enabled.contains("No such file")) {
            return Optional.empty();
        }
        boolean runs = List.of("active", "activating", "reloading").contains(lines.get(0));
        boolean starts = FIXED.contains(enabled)
                ? inputs.get("enabled") == Truth.TRUE
                : List.of("enabled", "enabled-runtime", "alias").contains(enabled);
        var fields = Fields.of("name", name, "running", runs, "enabled", starts);
        var seen = new Seen(Hosts.host(inputs) + ":" + name, fields);
        return Optional.of(seen.with(Rung.COLLECTION, Glance.token(printed, ticket)));
    }
}
