package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Settings of the kernel, now and after each boot. */
public final class HostSettings implements BatchedResource {
    private static final String READ = "sysctl -n \"$1\"; if [ -f \"$2\" ]; then cat -- \"$2\"; fi";

    private final Hosts hosts;
    private final BatchedRead glance;

    public HostSettings(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new BatchedRead(hosts, READ, inputs -> List.of(inputs.text("key"), file(inputs.text("key"))));
    }

    @Override
    public BatchedRead glance() {
        return glance;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "host", Field.of(Schema.Type.FIELDS).mandatory(),
                        "key", Field.of(Schema.Type.TEXT).mandatory().replacing(),
                        "value", Field.of(Schema.Type.TEXT).mandatory(),
                        "lasting", Field.of(Schema.Type.TEXT)))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return StateResource.read(subject, () -> Optional.of(seen(subject.inputs(), ticket)));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            String key = desired.text("key");
            String value = desired.text("value");
            hosts.change(desired, ticket, "sysctl -q -w \"$1=$2\"", key, value);
            FileScripts.write(hosts.of(desired, ticket), file(key), line(key, value), "0644", "", ticket);
            return seen(desired, ticket);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return create(desired, ticket);
    }

    /** From the next boot on it is as the system has it. */
    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return Blocking.done(() -> hosts.change(
                subject.inputs(),
                ticket,
                "rm -f -- \"$1\"",
                file(subject.inputs().text("key"))));
    }

    private ObservedObject seen(Fields inputs, CallContext ticket) {
        String key = inputs.text("key");
        String printed = glance.at(inputs, ticket);
        List<String> lines = printed.lines().toList();
        String now = lines.isEmpty() ? "" : lines.get(0).replaceAll("\\s+", " ").strip();
        String lasting = lines.size() > 1 ? lines.get(1).replaceFirst("^[^=]*=\\s*", "") : "";
        var fields = Fields.of("key", key, "value", now, "lasting", lasting);
        return new ObservedObject(Hosts.host(inputs) + ":" + key, fields)
                .with(LookDepth.COLLECTION, BatchedRead.token(printed, ticket));
    }

    private static String file(String key) {
        return "/etc/sysctl.d/90-slipway-" + key.replaceAll("[^A-Za-z0-9._-]", "-") + ".conf";
    }

    private static byte[] line(String key, String value) {
        return (key + " = " + value + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
