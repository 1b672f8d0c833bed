package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.auth.Attributes;
import dev.slipway.lab.kube.auth.Authenticator;
import dev.slipway.lab.kube.auth.Rbac;
import dev.slipway.lab.kube.auth.User;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.Objects;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says who somebody is and what they may do; nothing of it is kept (kubernetes/kubernetes: pkg/registry/authorization). */
final class Reviews {
    private static final Set<String> KINDS = Set.of(
            "SelfSubjectAccessReview",
            "SubjectAccessReview",
            "LocalSubjectAccessReview",
            "SelfSubjectRulesReview",
            "SelfSubjectReview",
            "TokenReview");

    private final Cluster cluster;
    private final Objects objects;
    private final Rbac rbac;
    private final Authenticator authenticator;

    Reviews(Cluster cluster, Rbac rbac, Authenticator authenticator) {
        this.cluster = cluster;
        this.objects = new Objects(cluster);
        this.rbac = rbac;
        this.authenticator = authenticator;
    }

    boolean takes(ResourceType type) {
        return KINDS.contains(type.kind());
    }

    /** Whether it is about oneself, which everyone who is known may ask (bootstrappolicy, system:basic-user). */
    boolean isOwn(User user, Attributes attributes) {
        return user.groups().contains(User.AUTHENTICATED)
                && attributes.verb().equals("create")
                && Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews")
                        .contains(attributes.resource());
    }

    Answer answer(ResourceType type, Call call, Body body) {
        if (!call.verb().equals("create")) {
            throw ApiError.noMethod();
        }
        Map<String, Object> review = body.object(type);
        objects.fields(type, "").update(objects.blank(type), review, call.manager(), cluster.now());
        Map<String, Object> spec = Tree.map(review, "spec");
        switch (type.kind()) {
            case "SelfSubjectAccessReview" -> review.put("status", access(type, call.user(), spec));
            case "SubjectAccessReview", "LocalSubjectAccessReview" -> {
                var groups = new ArrayList<String>();
                Tree.list(spec, "groups").forEach(group -> groups.add(String.valueOf(group)));
                review.put("status", access(type, new User(Tree.text(spec, "user"), "", groups), spec));
            }
            case "SelfSubjectRulesReview" -> review.put("status", rules(call.user(), Tree.text(spec, "namespace")));
            case "TokenReview" -> review.put("status", token(Tree.text(spec, "token")));
            default -> {
                Tree.set(review, cluster.now(), "metadata", "creationTimestamp");
                review.put("status", Tree.of("userInfo", info(call.user())));
            }
        }
        return Answer.json(201, review).with(body.warnings());
    }

    private Map<String, Object> access(ResourceType type, User user, Map<String, Object> spec) {
        Map<String, Object> of = Tree.map(spec, "resourceAttributes");
        Map<String, Object> plain = Tree.map(spec, "nonResourceAttributes");
        if (of.isEmpty() == plain.isEmpty()) {
            FieldError error = of.isEmpty()
                    ? FieldError.invalid(
                            "spec.resourceAttributes",
                            null,
                            "exactly one of nonResourceAttributes or resourceAttributes must be specified")
                    : FieldError.invalid(
                            "spec.nonResourceAttributes",
                            plain,
                            "cannot be specified in combination with resourceAttributes");
            throw ApiError.invalid(new GroupName(type.group(), ""), "", List.of(error));
        }
        Attributes attributes = of.isEmpty()
                ? new Attributes(Tree.text(plain, "verb"), "", "", "", "", "", Tree.text(plain, "path"))
                : new Attributes(
                        Tree.text(of, "verb"),
                        Tree.text(of, "group"),
                        Tree.text(of, "resource"),
                        Tree.text(of, "subresource"),
                        Tree.text(of, "namespace"),
                        Tree.text(of, "name"),
                        "");
        Optional<String> why = rbac.allowed(user, attributes);
        Map<String, Object> status = Tree.of("allowed", why.isPresent());
        why.filter(text -> !text.isEmpty()).ifPresent(text -> status.put("reason", text));
        return status;
    }

    private Map<String, Object> rules(User user, String namespace) {
        var resources = new ArrayList<Object>();
        var others = new ArrayList<Object>();
        rbac.rules(user, namespace, rule -> (Tree.has(rule, "nonResourceURLs") ? others : resources).add(rule));
        return Tree.of("resourceRules", resources, "nonResourceRules", others, "incomplete", false);
    }

    private Map<String, Object> token(String token) {
        return authenticator
                .ofToken(token)
                .map(user -> Tree.of("authenticated", true, "user", info(user)))
                .orElseGet(() -> Tree.of("user", Tree.of(), "error", "[invalid bearer token, unknown]"));
    }

    private static Map<String, Object> info(User user) {
        Map<String, Object> info = Tree.of("username", user.name());
        if (!user.uid().isEmpty()) {
            info.put("uid", user.uid());
        }
        info.put("groups", user.groups());
        return info;
    }
}
