package dev.slipway.lab.kube;

import dev.slipway.lab.LabClock;
import dev.slipway.lab.http.HttpReply;
import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.kube.api.Api;
import dev.slipway.lab.kube.auth.Authenticator;
import dev.slipway.lab.kube.control.Controllers;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.Objects;
import dev.slipway.lab.kube.registry.WriteOptions;
import dev.slipway.lab.kube.schema.Decoder;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Disk;
import dev.slipway.lab.kube.store.ObjectStore;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An API server with its objects and its controllers. */
public final class KubeServer implements AutoCloseable {
    private static final long FIRST = 200;

    private final Cluster cluster;
    private final Api api;
    private final Controllers controllers;

    public KubeServer(String release, LabClock clock, Authenticator authenticator, Optional<Disk> disk, Nodes nodes) {
        this.cluster = new Cluster(release, new ObjectStore(FIRST), clock);
        disk.ifPresent(one -> {
            one.load(cluster.store());
            cluster.store().listen(one::note);
        });
        this.controllers = new Controllers(cluster, nodes.isBad());
        controllers.resume();
        this.api = new Api(cluster, authenticator);
        bootstrap(nodes);
    }

    public Cluster cluster() {
        return cluster;
    }

    public HttpReply answer(HttpRequest ask) {
        return api.answer(ask);
    }

    /** A refusal that the server has no part in. */
    static HttpReply refusal(int code, String reason, String why) {
        return Api.refusal(code, reason, why);
    }

    /** The status of an answer, as it is recorded. */
    static String status(HttpReply reply) {
        return Api.status(reply);
    }

    /** Waits until the controllers have nothing to do. */
    public void settle() {
        controllers.settle();
    }

    /** What a cluster has from its first day. */
    private void bootstrap(Nodes nodes) {
        synchronized (cluster.store()) {
            for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
                make("", "v1", "namespaces", "", Tree.of("metadata", Tree.of("name", name)));
            }
            var all = List.of(
                    Tree.of("verbs", List.of("*"), "apiGroups", List.of("*"), "resources", List.of("*")),
                    Tree.of("verbs", List.of("*"), "nonResourceURLs", List.of("*")));
            String rbac = "rbac.authorization.k8s.io";
            make(rbac, "v1", "clusterroles", "", Tree.of("metadata", Tree.of("name", "cluster-admin"), "rules", all));
            make(
                    rbac,
                    "v1",
                    "clusterrolebindings",
                    "",
                    Tree.of(
                            "metadata",
                            Tree.of("name", "cluster-admin"),
                            "roleRef",
                            Tree.of("apiGroup", rbac, "kind", "ClusterRole", "name", "cluster-admin"),
                            "subjects",
                            List.of(Tree.of("kind", "Group", "apiGroup", rbac, "name", "system:masters"))));
            nodes.objects(cluster.now())
                    .forEach(object -> make(
                            Tree.text(object, "group"),
                            "v1",
                            Tree.text(object, "plural"),
                            "",
                            Tree.map(object, "object")));
            cluster.store().compact();
        }
    }

    private void make(String group, String version, String plural, String namespace, Map<String, Object> object) {
        ResourceType type = cluster.catalogue().find(group, version, plural).orElseThrow();
        String name = Tree.text(object, "metadata", "name");
        if (cluster.store().get(type.key(), Stored.key(namespace, name)).isEmpty()) {
            object.put("kind", type.kind());
            object.put("apiVersion", type.apiVersion());
            var objects = new Objects(cluster);
            Map<String, Object> whole = Decoder.read(type.schema(), object, new ArrayList<>());
            objects.preset(type, whole);
            objects.create(type, namespace, whole, WriteOptions.by("kube-apiserver"));
        }
    }

    @Override
    public void close() {
        controllers.close();
    }
}
