package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.model.Items;
import dev.slipway.model.Value;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import dev.slipway.ssh.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Packages of Debian and its kin that a host has. Those whose line is gone stay: others may have come to need them. */
public final class HostPackages implements Crowd {
    private static final String READ = "command -v apt-get >/dev/null || { echo 'no apt-get' >&2; exit 69; }; "
            + "dpkg-query -W -f '${Package} ${db:Status-Status}\\n' \"$@\" 2>/dev/null; exit 0";

    private static final String INSTALL = "export DEBIAN_FRONTEND=noninteractive; "
            + "apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends \"$@\" || "
            + "{ apt-get -q -o DPkg::Lock::Timeout=120 update && "
            + "apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends \"$@\"; }";

    private final Hosts hosts;
    private final Glance glance;

    public HostPackages(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new Glance(hosts, READ, HostPackages::names);
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
                        "names", Field.of(Shape.Type.ITEMS).mandatory().inAnyOrder()))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return States.read(subject, () -> {
            String printed = printed(subject.inputs(), ticket);
            return installed(printed).isEmpty()
                    ? Optional.empty()
                    : Optional.of(seen(subject.inputs(), printed, ticket));
        });
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            var missing = new ArrayList<>(names(desired));
            missing.removeAll(installed(printed(desired, ticket)));
            if (!missing.isEmpty()) {
                Hosts.good(hosts.of(desired, ticket).change(INSTALL, missing, new byte[0]), desired);
            }
            return seen(desired, printed(desired, ticket), ticket);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return create(desired, ticket);
    }

    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        ticket.say("leaves them installed: others may have come to need them");
        return CompletableFuture.completedFuture(null);
    }

    private String printed(Fields inputs, Ticket ticket) {
        Remote.End end = hosts.of(inputs, ticket).look(READ, names(inputs));
        if (!end.isGood()) {
            throw new Failure.Rejected(
                    "packages on " + Hosts.host(inputs) + ": " + Hosts.said(end),
                    "only hosts with apt-get are known; install them with run(...) instead");
        }
        return end.stdout();
    }

    private static List<String> installed(String printed) {
        return printed.lines()
                .filter(line -> line.endsWith(" installed"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private static List<String> names(Fields inputs) {
        return inputs.get("names") instanceof Items items
                ? items.values().stream().map(Value::toString).toList()
                : List.of();
    }

    private static Seen seen(Fields inputs, String printed, Ticket ticket) {
        List<String> there = installed(printed);
        List<String> present = names(inputs).stream().filter(there::contains).toList();
        return new Seen(Hosts.host(inputs) + ":" + String.join(" ", names(inputs)), Fields.of("names", present))
                .with(Rung.COLLECTION, Glance.token(printed, ticket));
    }
}
