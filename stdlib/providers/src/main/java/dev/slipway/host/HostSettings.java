package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Settings of the kernel, now and after each boot. */
public final class HostSettings implements Crowd {
    private static final String READ = "sysctl -n \"$1\"; if [ -f \"$2\" ]; then cat -- \"$2\"; fi";

    private final Hosts hosts;
    private final Glance glance;

    public HostSettings(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new Glance(hosts, READ, inputs -> List.of(inputs.text("key"), file(inputs.text("key"))));
    }

    @Override
    public Glance glance() {
        return glance;
    }

    @Override
    public Shape shape() {
        return Shape.of(Map.of(
                        "host", Field.of(Shape.Type.FIELDS).mandatory(),
                        "key", Field.of(Shape.Type.TEXT).mandatory().replacing(),
                        "value", Field.of(Shape.Type.TEXT).mandatory(),
                        "lasting", Field.of(Shape.Type.TEXT)))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return States.read(subject, () -> Optional.of(seen(subject.inputs(), ticket)));
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            String key = desired.text("key");
            String value = desired.text("value");
            hosts.change(desired, ticket, "sysctl -q -w \"$1=$2\"", key, value);
            FileScripts.write(hosts.of(desired, ticket), file(key), line(key, value), "0644", "", ticket);
            return seen(desired, ticket);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return create(desired, ticket);
    }

    /** From the next boot on it is as the system has it. */
    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        return Blocking.done(() -> hosts.change(
                subject.inputs(),
                ticket,
                "rm -f -- \"$1\"",
                file(subject.inputs().text("key"))));
    }

    private Seen seen(Fields inputs, Ticket ticket) {
        String key = inputs.text("key");
        String printed = glance.at(inputs, ticket);
        List<String> lines = printed.lines().toList();
        String now = lines.isEmpty() ? "" : lines.get(0).replaceAll("\\s+", " ").strip();
        String lasting = lines.size() > 1 ? lines.get(1).replaceFirst("^[^=]*=\\s*", "") : "";
        var fields = Fields.of("key", key, "value", now, "lasting", lasting);
        return new Seen(Hosts.host(inputs) + ":" + key, fields).with(Rung.COLLECTION, Glance.token(printed, ticket));
    }

    private static String file(String key) {
        return "/etc/sysctl.d/90-slipway-" + key.replaceAll("[^A-Za-z0-9._-]", "-") + ".conf";
    }

    private static byte[] line(String key, String value) {
        return (key + " = " + value + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
