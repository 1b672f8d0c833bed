package dev.slipway.lab.kube.api;

import dev.slipway.lab.http.HttpReply;
import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.kube.auth.Attributes;
import dev.slipway.lab.kube.auth.Authenticator;
import dev.slipway.lab.kube.auth.Rbac;
import dev.slipway.lab.kube.auth.User;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.List;
import java.util.Map;

/** Answers requests: who asks, whether they may, and what they ask for. */
public final class Api {
    private final Cluster cluster;
    private final Authenticator authenticator;
    private final Rbac rbac;
    private final Reader reader;
    private final Watcher watcher;
    private final Writer writer;
    private final Subresources subresources;
    private final Reviews reviews;
    private final Plain plain;

    public Api(Cluster cluster, Authenticator authenticator) {
        this.cluster = cluster;
        this.authenticator = authenticator;
        this.rbac = new Rbac(cluster.store());
        this.reader = new Reader(cluster);
        this.watcher = new Watcher(cluster);
        this.writer = new Writer(cluster);
        this.subresources = new Subresources(cluster, writer, authenticator);
        this.reviews = new Reviews(cluster, rbac, authenticator);
        this.plain = new Plain(cluster);
    }

    /** The answer to a request, whatever it is. */
    public HttpReply answer(HttpRequest ask) {
        try {
            User user = authenticator.user(ask);
            var call = new Call(ask, user);
            authorize(user, call);
            if (!call.isResource()) {
                return plain.answer(call);
            }
            return resource(call);
        } catch (ApiError e) {
            return Answer.refused(e);
        } catch (RuntimeException e) {
            return Answer.refused(ApiError.internal(String.valueOf(e)));
        }
    }

    /** An answer that refuses whatever was asked. */
    public static HttpReply refusal(int code, String reason, String why) {
        return Answer.refused(new ApiError(code, reason, why, Tree.of("retryAfterSeconds", 1L)))
                .with(List.of("Retry-After: 1"));
    }

    /** The status of an answer. */
    public static String status(HttpReply reply) {
        return reply instanceof Answer answer ? String.valueOf(answer.status()) : "";
    }

    private void authorize(User user, Call call) {
        Attributes attributes = call.attributes();
        boolean open = Plain.isPublic(call.path()) && call.ask().method().equals("GET");
        boolean known =
                user.groups().contains(User.AUTHENTICATED) && Plain.isDiscovery(call.path()) && !call.isResource();
        if (open || known || rbac.allowed(user, attributes).isPresent() || reviews.isOwn(user, attributes)) {
            return;
        }
        throw ApiError.forbidden(
                call.isResource() ? new GroupName(call.group(), call.resource()) : new GroupName("", ""),
                call.isResource() ? call.name() : "",
                Rbac.refusal(user, attributes));
    }

    private Answer resource(Call call) {
        ResourceType type = cluster.catalogue()
                .find(call.group(), call.version(), call.resource())
                .orElse(null);
        if (type == null) {
            boolean served = call.group().isEmpty()
                    ? call.version().equals("v1")
                    : cluster.catalogue()
                            .groups()
                            .getOrDefault(call.group(), List.of())
                            .contains(call.version());
            if (!served) {
                return Answer.text(404, "404 page not found\n");
            }
            throw ApiError.noResource();
        } else if (type.namespaced()
                && call.namespace().isEmpty()
                && !List.of("list", "watch", "deletecollection").contains(call.verb())) {
            throw call.name().isEmpty() ? ApiError.noMethod() : ApiError.noResource();
        }
        var tables = new Tables(cluster, call);
        var body = new Body(call);
        if (!call.subresource().isEmpty() && !call.subresource().equals("status")) {
            return subresources.answer(type, call, body, reader);
        } else if (call.subresource().equals("status") && !type.has("status")) {
            throw ApiError.noResource();
        } else if (reviews.takes(type)) {
            return reviews.answer(type, call, body);
        }
        boolean named = call.verb().equals("create") && !call.name().isEmpty();
        if (named || (!type.verbs().contains(call.verb()) && !call.subresource().equals("status"))) {
            throw ApiError.noMethod();
        }
        return switch (call.verb()) {
            case "get" ->
                json(
                        200,
                        tables.one(
                                type,
                                Reader.shown(
                                        type,
                                        reader.stored(type, call.namespace(), call.name())
                                                .object())),
                        body);
            case "list" -> json(200, tables.list(type, reader.list(type, call)), body);
            case "watch" -> watcher.watch(type, call, object -> tables.event(type, object));
            default -> locked(type, call, body, tables);
        };
    }

    private Answer locked(ResourceType type, Call call, Body body, Tables tables) {
        synchronized (cluster.store()) {
            return switch (call.verb()) {
                case "create" -> written(type, writer.create(type, call, body), body, tables);
                case "update" -> written(type, writer.update(type, call, body), body, tables);
                case "patch" -> written(type, writer.patch(type, call, body), body, tables);
                case "delete" -> json(200, tables.one(type, Reader.shown(type, writer.delete(type, call))), body);
                case "deletecollection" -> json(200, writer.deleteCollection(type, call), body);
                default -> throw ApiError.noMethod();
            };
        }
    }

    private static Answer written(ResourceType type, Writer.Written written, Body body, Tables tables) {
        return json(written.created() ? 201 : 200, tables.one(type, Reader.shown(type, written.object())), body);
    }

    private static Answer json(int status, Map<String, Object> object, Body body) {
        return Answer.json(status, Tree.map(object)).with(body.warnings());
    }
}
