package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.model.StringValue;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.DataRule;
import dev.slipway.provide.Failure;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.Listing;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.PlannedStep;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.provide.Token;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Objects of Kubernetes, of any kind, by server-side apply. Only the declared fields are owned, compared and put back;
 * whatever else an object has is left to others.
 */
public final class KubeObjects implements Resource {
    /** What is applied next may be seen in a list this old; a field that changed since is found by the server. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    /** Deleting them deletes data, or as a definition, all objects of its kind. */
    private static final String[] DATA = {"PersistentVolumeClaim", "PersistentVolume", "CustomResourceDefinition"};

    private final ApiServers servers;

    public KubeObjects(ApiServers servers) {
        this.servers = servers;
    }

    @Override
    public Schema shape() {
        Map<String, Field> fields = Map.of(
                "kube", Field.of(Schema.Type.FIELDS).mandatory(),
                "apiVersion", Field.of(Schema.Type.TEXT).mandatory(),
                "kind", Field.of(Schema.Type.TEXT).mandatory().replacing(),
                "name", Field.of(Schema.Type.TEXT).mandatory().replacing(),
                "namespace", Field.of(Schema.Type.TEXT).replacing(),
                "manager", Field.of(Schema.Type.TEXT).internal("its fields are managed by others"),
                "owner", Field.of(Schema.Type.TEXT),
                "force", Field.of(Schema.Type.TRUTH),
                "metadata", Field.of(Schema.Type.FIELDS));
        Schema known = Schema.of(fields).reachedBy("kube", "owner", "force").lasting("uid");
        return new Schema(
                true,
                known.fields(),
                known.lasting(),
                known.ways(),
                known.lifecycle(),
                DataRule.WHOLE.onlyWhere("kind", DATA),
                false);
    }

    @Override
    public Optional<Listing> listing(ObjectRef subject) {
        ObjectName object = ObjectName.of(subject.inputs());
        String cluster = ApiServers.key(subject.inputs());
        return Optional.of(new Listing(cluster + "/" + object.apiVersion() + "/" + object.kind(), true));
    }

    @Override
    public CompletionStage<Map<String, Token>> list(Listing listing, List<ObjectRef> subjects, CallContext ticket) {
        return Blocking.stage(() -> {
            Map<String, Token> tokens = new HashMap<>();
            ObjectName any = ObjectName.of(subjects.get(0).inputs());
            ApiServer server = servers.of(subjects.get(0).inputs(), ticket);
            Optional<ApiResource> resource = server.resources().find(any, ticket);
            if (resource.isEmpty()) {
                return tokens;
            }
            var namespaces = new HashSet<String>();
            subjects.forEach(subject -> namespaces.add(namespace(server, resource.get(), subject)));
            Map<String, JsonNode> live = server.objects().of(resource.get(), namespaces, Duration.ofSeconds(2), ticket);
            for (ObjectRef subject : subjects) {
                ObjectName object = ObjectName.of(subject.inputs());
                JsonNode found = live.get(ObjectLists.key(namespace(server, resource.get(), subject), object.name()));
                if (found != null) {
                    ObservedObject seen = seen(subject, found, ticket);
                    tokens.put(subject.id(), seen.tokens().getOrDefault(LookDepth.COLLECTION, new Token("")));
                }
            }
            return tokens;
        });
    }

    private static String namespace(ApiServer server, ApiResource resource, ObjectRef subject) {
        return server.namespace(resource, ObjectName.of(subject.inputs()));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> {
            ObjectName object = ObjectName.of(subject.inputs());
            ApiServer server = servers.of(subject.inputs(), ticket);
            Optional<ApiResource> resource = server.resources().find(object, ticket);
            if (resource.isEmpty()) {
                return Optional.empty();
            }
            String namespace = server.namespace(resource.get(), object);
            JsonNode found = subject.isNew()
                    ? server.objects()
                            .of(resource.get(), java.util.Set.of(namespace), RECENT, ticket)
                            .get(ObjectLists.key(namespace, object.name()))
                    : current(server, resource.get(), namespace, object, ticket).orElse(null);
            return Optional.ofNullable(found).map(live -> seen(subject, live, ticket));
        });
    }

    static Optional<JsonNode> current(
            ApiServer server, ApiResource resource, String namespace, ObjectName object, CallContext ticket) {
        Reply reply = server.get(resource.object(namespace, object.name()), ticket);
        if (reply.status() == 404) {
            return Optional.empty();
        } else if (!reply.isDone()) {
            throw Refusal.of(reply, server.name(), "read " + object, true);
        }
        return Optional.of(reply.body());
    }

    private static ObservedObject seen(ObjectRef subject, JsonNode live, CallContext ticket) {
        Fields forms = subject.outputs().get("forms") instanceof Fields known ? known : Fields.NONE;
        return seen(subject.inputs(), live, Projection.comparing(forms, ticket));
    }

    /** What is reported of an object: the declared fields as they are, and what others may refer to. */
    private static ObservedObject seen(Fields inputs, JsonNode live, Projection projection) {
        var managed = new ManagedFields(live);
        Fields fields = projection
                .of(ObjectBody.declared(inputs), live, managed.ours())
                .with("manager", new StringValue(managed.manager()))
                .with("uid", new StringValue(live.path("metadata").path("uid").asText()));
        if (projection.forms().size() > 0) {
            fields = fields.with("forms", projection.forms());
        }
        String address = live.path("spec").path("clusterIP").asText("");
        if (!address.isEmpty()) {
            fields = fields.with("clusterIP", new StringValue(address));
        }
        var seen = new ObservedObject(ObjectName.of(inputs).id(), fields);
        return seen.with(LookDepth.COLLECTION, ObservedObject.fullToken(fields));
    }

    @Override
    public CompletionStage<List<Obstacle>> foresee(List<PlannedStep> steps, CallContext ticket) {
        return Blocking.stage(() -> new DryRuns(servers, ticket).obstacles(steps));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> applied(Fields.NONE, desired, ticket));
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return Blocking.stage(() -> applied(subject.outputs(), desired, ticket));
    }

    /** Applies an object, of which so much was seen before; nothing of one that did not exist. */
    private ObservedObject applied(Fields before, Fields desired, CallContext ticket) {
        ObjectName object = ObjectName.of(desired);
        ApiServer server = servers.of(desired, ticket);
        ApiResource resource = Served.patiently(server, object, ticket);
        String namespace = server.namespace(resource, object);
        boolean isNew = before.size() == 0;
        boolean isAdopted = !isNew && !before.text("manager").equals(ManagedFields.SLIPWAY);
        var application = new Application(server, resource, namespace, object, desired, ticket);
        Reply reply = application.run(!isNew, isAdopted);
        ticket.wrote();
        if (isAdopted) {
            reply = Adoption.of(server, resource, namespace, object, ticket);
        }
        if (isNew && reply.status() == 200 && new ManagedFields(reply.body()).size() > 1) {
            ticket.say(object + " was created by another client in the meantime; its fields were merged");
        }
        server.objects().wrote(resource, reply.body());
        return seen(desired, reply.body(), Projection.learning(ticket));
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return Blocking.done(() -> {
            ObjectName object = ObjectName.of(subject.inputs());
            ApiServer server = servers.of(subject.inputs(), ticket);
            Optional<ApiResource> resource = server.resources().find(object, ticket);
            if (resource.isPresent()) {
                new Deletion(server, resource.get(), object, ticket)
                        .run(subject.outputs().text("uid"));
            }
        });
    }

    /** Applying is done in one request: an object that Slipway applies is the one that was meant. */
    @Override
    public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        var subject = new ObjectRef(
                doubt.subject().key(),
                ObjectName.of(doubt.subject().inputs()).id(),
                doubt.subject().inputs(),
                doubt.subject().outputs());
        return read(subject, ticket)
                .thenApply(found -> found.filter(seen -> !doubt.subject().id().isEmpty()
                        || seen.fields().text("manager").equals(ManagedFields.SLIPWAY)));
    }

    static Failure gone(ObjectName object) {
        return new Failure.Conflict(object + " was deleted by another client", "plan again");
    }
}
