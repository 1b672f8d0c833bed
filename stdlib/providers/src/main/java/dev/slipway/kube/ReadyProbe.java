package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.Blocking;
import dev.slipway.model.Durations;
import dev.slipway.model.Fields;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Probe;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** Waits until an object is ready, by the rules of its kind or by conditions that the script names. */
public final class ReadyProbe implements Probe {
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final ApiServers servers;

    public ReadyProbe(ApiServers servers) {
        this.servers = servers;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "kube", Field.of(Schema.Type.FIELDS).mandatory(),
                        "apiVersion", Field.of(Schema.Type.TEXT).mandatory(),
                        "kind", Field.of(Schema.Type.TEXT).mandatory(),
                        "name", Field.of(Schema.Type.TEXT).mandatory(),
                        "namespace", Field.of(Schema.Type.TEXT),
                        "uid", Field.of(Schema.Type.TEXT),
                        "conditions", Field.of(Schema.Type.FIELDS),
                        "patience", Field.of(Schema.Type.NUMBER)))
                .reachedBy("kube")
                .generated(true);
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.OWN;
    }

    @Override
    public CompletionStage<Fields> probe(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            ObjectName object = ObjectName.of(inputs);
            ApiServer server = servers.of(inputs, ticket);
            ApiResource resource = Served.patiently(server, object, ticket);
            Map<String, String> wanted = wanted(inputs);
            var last = new AtomicReference<Fields>(Fields.NONE);
            var lacking = new AtomicReference<>("it does not exist");
            Duration patience = Duration.ofMillis(inputs.whole("patience", 300_000));
            boolean ready = server.watches()
                    .await(
                            resource,
                            server.namespace(resource, object),
                            object.name(),
                            live -> judged(object, live, wanted, last, lacking),
                            patience,
                            ticket);
            if (!ready) {
                throw new Failure.Rejected(
                        object + " in " + server.name() + " is not ready after " + Durations.of(patience) + ": "
                                + lacking.get(),
                        "see its events: kubectl describe; or raise patience");
            }
            return Objects.requireNonNull(last.get());
        });
    }

    private static boolean judged(
            ObjectName object,
            Optional<JsonNode> live,
            Map<String, String> wanted,
            AtomicReference<Fields> last,
            AtomicReference<String> lacking) {
        if (live.isEmpty()) {
            lacking.set("it does not exist");
            return false;
        }
        Readiness readiness = Readiness.of(live.get(), wanted);
        lacking.set(readiness.why());
        if (readiness.isLasting()) {
            throw new Failure.Rejected(
                    object + " will not become ready: " + readiness.why(), "see its events: kubectl describe");
        }
        last.set(found(live.get()));
        return readiness.isReady();
    }

    @Override
    public CompletionStage<Optional<Fields>> glance(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            ObjectName object = ObjectName.of(inputs);
            ApiServer server = servers.of(inputs, ticket);
            Optional<ApiResource> resource = server.resources().find(object, ticket);
            if (resource.isEmpty()) {
                return Optional.empty();
            }
            String namespace = server.namespace(resource.get(), object);
            JsonNode live = server.objects()
                    .of(resource.get(), Set.of(namespace), RECENT, ticket)
                    .get(ObjectLists.key(namespace, object.name()));
            return Optional.ofNullable(live)
                    .filter(found -> Readiness.of(found, wanted(inputs)).isReady())
                    .map(ReadyProbe::found);
        });
    }

    private static Fields found(JsonNode live) {
        JsonNode ingress =
                live.path("status").path("loadBalancer").path("ingress").path(0);
        String address = ingress.path("ip").asText(ingress.path("hostname").asText(""));
        Fields ready = Fields.of("ready", true);
        return address.isEmpty() ? ready : ready.with("address", new StringValue(address));
    }

    private static Map<String, String> wanted(Fields inputs) {
        var wanted = new TreeMap<String, String>();
        if (inputs.get("conditions") instanceof Fields conditions) {
            for (Map.Entry<String, Value> each : conditions.entries()) {
                wanted.put(each.getKey(), each.getValue().toString());
            }
        }
        return wanted;
    }
}
