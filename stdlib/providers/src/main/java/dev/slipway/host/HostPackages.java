package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.ssh.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Packages of Debian and its kin that a host has. Those whose line is gone stay: others may have come to need them. */
public final class HostPackages implements BatchedResource {
    private static final String READ = "command -v apt-get >/dev/null || { echo 'no apt-get' >&2; exit 69; }; "
            + "dpkg-query -W -f '${Package} ${db:Status-Status}\\n' \"$@\" 2>/dev/null; exit 0";

    private static final String INSTALL = "export DEBIAN_FRONTEND=noninteractive; "
            + "apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends \"$@\" || "
            + "{ apt-get -q -o DPkg::Lock::Timeout=120 update && "
            + "apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends \"$@\"; }";

    private final Hosts hosts;
    private final BatchedRead glance;

    public HostPackages(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new BatchedRead(hosts, READ, HostPackages::names);
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
                        "names", Field.of(Schema.Type.ITEMS).mandatory().inAnyOrder()))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return StateResource.read(subject, () -> {
            String printed = printed(subject.inputs(), ticket);
            return installed(printed).isEmpty()
                    ? Optional.empty()
                    : Optional.of(seen(subject.inputs(), printed, ticket));
        });
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
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
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return create(desired, ticket);
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        ticket.say("leaves them installed: others may have come to need them");
        return CompletableFuture.completedFuture(null);
    }

    private String printed(Fields inputs, CallContext ticket) {
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
        return inputs.get("names") instanceof ListValue items
                ? items.values().stream().map(Value::toString).toList()
                : List.of();
    }

    private static ObservedObject seen(Fields inputs, String printed, CallContext ticket) {
        List<String> there = installed(printed);
        List<String> present = names(inputs).stream().filter(there::contains).toList();
        return new ObservedObject(
                        Hosts.host(inputs) + ":" + String.join(" ", names(inputs)), Fields.of("names", present))
                .with(LookDepth.COLLECTION, BatchedRead.token(printed, ticket));
    }
}
